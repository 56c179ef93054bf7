package diffusam.io.raw;

import diffusam.annotation.Annotation;
import java.util.List;

/**
 * Labels on a grid.
 *
 * @param annotation the voxels, and what the file says of its labels; nothing of how they were made
 * @param resampled true if the grid has other voxels than those that were stored
 * @param warnings what was odd, without the resampling
 */
public record PlacedLabels(Annotation annotation, boolean resampled, List<Warning> warnings) {
    public PlacedLabels {
        warnings = List.copyOf(warnings);
    }
}
