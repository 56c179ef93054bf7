/** NIfTI-1 and NIfTI-2 files, single and in pairs, packed or not. */
@NullMarked
package diffusam.io.nifti;

import org.jspecify.annotations.NullMarked;
