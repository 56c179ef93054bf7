package diffusam.project;

import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;

/** How far one label on one slice has come, as files have it. */
record StateEntry(SliceKey of, SliceState state) {}
