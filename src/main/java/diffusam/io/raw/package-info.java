/** What the image file formats share: voxels of any type and byte order, packed or not, read slice by slice; safe writing. */
@NullMarked
package diffusam.io.raw;

import org.jspecify.annotations.NullMarked;
