package diffusam.cli;

import diffusam.foundation.Checksum;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What {@code --sha256} says a file must have. */
final class GivenChecksum {
    private GivenChecksum() {}

    /** @throws ParameterException if it is no SHA-256 */
    static Optional<String> of(CommandSpec spec, @Nullable String sha256) {
        if (sha256 != null && !Checksum.isWritten(sha256)) {
            throw new ParameterException(
                    spec.commandLine(), "--sha256 is not a SHA-256, which has 64 hexadecimal digits: " + sha256);
        }
        return Optional.ofNullable(sha256);
    }
}
