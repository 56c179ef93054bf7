/** Image volumes as values: voxels, their grid in patient space, slices, windows and resampling. */
@NullMarked
package diffusam.volume;

import org.jspecify.annotations.NullMarked;
