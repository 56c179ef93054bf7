package diffusam.app;

import diffusam.settings.Archive;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions about image archives; each waits for the answer, empty if there is none. */
interface ArchivePrompts {
    /**
     * An archive's name, address and login.
     *
     * @param before as it is now, null for a new one
     * @param others names that are taken
     */
    Optional<Archive> archive(@Nullable Archive before, List<String> others);

    /**
     * The password or token for an archive.
     *
     * @param canKeep true if the system can keep it
     */
    Optional<GivenSecret> secret(Archive archive, boolean canKeep);

    /** A secret as it was typed. */
    record GivenSecret(String secret, boolean keep) {
        @Override
        public String toString() {
            return "GivenSecret[kept to itself]";
        }
    }

    /** Whether to trust a certificate that nobody vouches for. */
    boolean trust(String sentence);

    /** DICOM files to be sent. */
    List<Path> dicomFiles();
}
