/** Surfaces as files of triangles. */
@NullMarked
package diffusam.io.mesh;

import org.jspecify.annotations.NullMarked;
