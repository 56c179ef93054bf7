/** Labelled data sets in the folder layouts they are published in. */
@NullMarked
package diffusam.dataset;

import org.jspecify.annotations.NullMarked;
