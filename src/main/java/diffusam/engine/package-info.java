/** Few-shot segmentation of a volume: slice features, memory bank, training of the prior, propagation. */
@NullMarked
package diffusam.engine;

import org.jspecify.annotations.NullMarked;
