/** The network of SAM 2 and SAM 2.1 (Ravi et al. 2024), one class for each part that the paper names. */
@NullMarked
package diffusam.sam2;

import org.jspecify.annotations.NullMarked;
