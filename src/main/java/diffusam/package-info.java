/** The program's entry point. */
@NullMarked
package diffusam;

import org.jspecify.annotations.NullMarked;
