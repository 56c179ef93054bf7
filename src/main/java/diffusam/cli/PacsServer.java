package diffusam.cli;

import diffusam.io.dicomweb.Credentials;
import diffusam.io.dicomweb.DicomWeb;
import diffusam.io.dicomweb.ServerAddress;
import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which archive, and who asks. */
@SuppressWarnings("NullAway.Init") // picocli sets the address
final class PacsServer {
    private static final String VARIABLE = "DIFFUSAM_PACS_SECRET";

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "The archive's DICOMweb address, such as https://host/dicom-web.")
    private String url;

    @Option(
            names = "--plain-http",
            description = "Allow http to another computer: what is sent, secrets too, can be read on the way.")
    private boolean plain;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Log in by name and password. The password is taken from the variable "
                    + "DIFFUSAM_PACS_SECRET of the environment, or asked for.")
    private @Nullable String user;

    @Option(names = "--token", description = "Log in by a bearer token, taken or asked for like a password.")
    private boolean token;

    @Option(
            names = "--secret-variable",
            paramLabel = "VARIABLE",
            description = "Another variable of the environment that holds the password or token.")
    private String variable = VARIABLE;

    /** The archive; the caller closes it. */
    DicomWeb open() throws UserError {
        if (user != null && token) {
            throw new UserError("--user and --token exclude each other; say one of them");
        }
        return new DicomWeb(address(), credentials());
    }

    private ServerAddress address() throws UserError {
        try {
            return ServerAddress.of(url, plain);
        } catch (IllegalArgumentException e) {
            throw new UserError(
                    "--url " + e.getMessage() + (url.startsWith("http:") ? ", or allow it with --plain-http" : ""));
        }
    }

    private Credentials credentials() throws UserError {
        try {
            if (user != null) {
                return Credentials.basic(user, secret("password"));
            }
            return token ? Credentials.bearer(secret("token")) : Credentials.NONE;
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    private String secret(String kind) throws UserError {
        Optional<String> given = Optional.ofNullable(System.getenv(variable));
        return given.isPresent() ? given.get() : asked(kind);
    }

    private String asked(String kind) throws UserError {
        Console console = System.console();
        char[] typed = console == null || !console.isTerminal() ? null : console.readPassword("%s: ", kind);
        if (typed == null) {
            throw new UserError("there is no " + kind + ": set the variable " + variable
                    + " of the environment, or run this where it can be asked for");
        }
        return new String(typed);
    }
}
