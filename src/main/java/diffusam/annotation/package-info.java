/** Labels of voxels: the map, its edits, and their history. */
@NullMarked
package diffusam.annotation;

import org.jspecify.annotations.NullMarked;
