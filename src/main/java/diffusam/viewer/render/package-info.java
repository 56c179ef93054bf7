/** Slices to pictures, labels to surfaces: free of any window toolkit, so that it can be tested and measured alone. */
@NullMarked
package diffusam.viewer.render;

import org.jspecify.annotations.NullMarked;
