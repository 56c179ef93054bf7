/** The slice views and the tools that work in them; tools emit edits and never touch the labels themselves. */
@NullMarked
package diffusam.viewer;

import org.jspecify.annotations.NullMarked;
