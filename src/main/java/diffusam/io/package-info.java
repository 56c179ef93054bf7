/** Files in and out, whatever their format: one call to open an image, one to read labels, one to write either. */
@NullMarked
package diffusam.io;

import org.jspecify.annotations.NullMarked;
