/** NRRD files, attached and detached, raw or packed with gzip. */
@NullMarked
package diffusam.io.nrrd;

import org.jspecify.annotations.NullMarked;
