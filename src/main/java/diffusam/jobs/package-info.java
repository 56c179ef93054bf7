/** Long work: jobs, their progress and cancellation, and every executor of the program. */
@NullMarked
package diffusam.jobs;

import org.jspecify.annotations.NullMarked;
