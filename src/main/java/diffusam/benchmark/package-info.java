/** Runs every method over a labelled data set, and reports how well each did. */
@NullMarked
package diffusam.benchmark;

import org.jspecify.annotations.NullMarked;
