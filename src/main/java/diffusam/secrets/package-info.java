/** Passwords and tokens where the system keeps such things. */
@NullMarked
package diffusam.secrets;

import org.jspecify.annotations.NullMarked;
