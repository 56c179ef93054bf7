/** How well a segmentation agrees with the truth: overlap, surface distances in millimetres, volumes. */
@NullMarked
package diffusam.metrics;

import org.jspecify.annotations.NullMarked;
