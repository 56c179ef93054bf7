/** What the prior and the engine see of a foundation model, whichever network is beneath. */
@NullMarked
package diffusam.foundation;

import org.jspecify.annotations.NullMarked;
