package diffusam.engine;

import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;

/** A scan of which nothing is labelled. */
public record UnlabelledScan(String name, Volume image, SliceLayout layout) {}
