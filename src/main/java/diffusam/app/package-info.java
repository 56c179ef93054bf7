/** The Studio: the presentation model, the window and its panels. */
@NullMarked
package diffusam.app;

import org.jspecify.annotations.NullMarked;
