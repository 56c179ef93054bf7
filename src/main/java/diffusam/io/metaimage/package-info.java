/** MetaImage files, with the voxels in the same file or beside it, raw or packed. */
@NullMarked
package diffusam.io.metaimage;

import org.jspecify.annotations.NullMarked;
