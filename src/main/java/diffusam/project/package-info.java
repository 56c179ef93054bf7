/**
 * The saved work of a person: a folder that is versioned, journaled and safe against the end of the process at any instant.
 *
 * <pre>
 * NAME.dsam/
 *   project.json            the last save: version, images, labels, states, view, measurements, priors, names and hashes of:
 *   labels-N.nii.gz           the label map, as NIfTI
 *   history-N.bin             the undo steps
 *   project.previous.json   the save before, with its own files
 *   journal-N.log           every change since the save before
 *   priors/  checkpoints/   trained priors; what long jobs need to go on after a restart
 *   format-V/               the project as an older version of the program left it
 *   lock  owner.json  takeover.json   which window has the project, and which asks for it
 * </pre>
 *
 * {@code project.json} decides: what it names is whole, and every change with a higher number than its {@code sequence} is
 * in the journal.
 */
@NullMarked
package diffusam.project;

import org.jspecify.annotations.NullMarked;
