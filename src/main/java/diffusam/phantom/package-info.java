/** A made-up patient: a synthetic abdominal CT with the truth of its organs. */
@NullMarked
package diffusam.phantom;

import org.jspecify.annotations.NullMarked;
