/** The program without a window: one command a job, progress on the error stream, errors of one sentence. */
@NullMarked
package diffusam.cli;

import org.jspecify.annotations.NullMarked;
