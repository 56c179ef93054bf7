/**
 * Our own small foundation model: the topology of SAM 2 (Ravi et al. 2024) with every level one octave finer, small enough
 * to train and run on a processor.
 */
@NullMarked
package diffusam.nano;

import org.jspecify.annotations.NullMarked;
