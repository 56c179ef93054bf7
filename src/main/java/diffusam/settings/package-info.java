/** What the program remembers about its user from one start to the next. */
@NullMarked
package diffusam.settings;

import org.jspecify.annotations.NullMarked;
