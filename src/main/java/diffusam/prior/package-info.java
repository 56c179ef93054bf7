/**
 * The diffusion prior: generates a memory embedding from the image embedding of a slice (DiffuSAM, arXiv 2604.24719). Knows a
 * grid and its channels, nothing of the network whose memories it generates.
 */
@NullMarked
package diffusam.prior;

import org.jspecify.annotations.NullMarked;
