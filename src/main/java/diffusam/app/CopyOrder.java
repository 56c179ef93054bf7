package diffusam.app;

import diffusam.io.dicom.Retention;
import java.nio.file.Path;
import java.util.Set;

/**
 * A copy to be made that tells nothing of the patient.
 *
 * @param folder to be made
 * @param kept what may stay all the same
 * @param patient the patient's name in the copy, empty for one that is made up
 */
record CopyOrder(Path folder, Set<Retention> kept, String patient) {
    CopyOrder {
        kept = Set.copyOf(kept);
    }
}
