/** What the networks share: weight files, layers, attention, and scopes of native memory. */
@NullMarked
package diffusam.nn;

import org.jspecify.annotations.NullMarked;
