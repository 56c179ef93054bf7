/** Files that appear whole or not at all, and such as only their owner may read. */
@NullMarked
package diffusam.files;

import org.jspecify.annotations.NullMarked;
