/**
 * Training of the embedded foundation model on synthetic anatomy: random scenes (after the domain randomisation of
 * SynthSeg, Billot et al. 2023), episodes of mask propagation and clicks cut from them, and the training itself.
 */
@NullMarked
package diffusam.pretrain;

import org.jspecify.annotations.NullMarked;
