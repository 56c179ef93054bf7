/** The saved work of a person: a folder that is versioned, journaled and safe against the end of the process at any instant. */
@NullMarked
package diffusam.project;

import org.jspecify.annotations.NullMarked;
