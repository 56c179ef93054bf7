/** The surfaces of labels: found, smoothed, measured. */
@NullMarked
package diffusam.surface;

import org.jspecify.annotations.NullMarked;
