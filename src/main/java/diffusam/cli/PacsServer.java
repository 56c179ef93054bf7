package diffusam.cli;

import diffusam.io.dicomweb.Credentials;
import diffusam.io.dicomweb.DicomWeb;
import diffusam.io.dicomweb.Fingerprint;
import diffusam.io.dicomweb.ServerAddress;
import diffusam.secrets.SecretStore;
import diffusam.secrets.SystemSecrets;
import java.io.Console;
import java.io.IOException;
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
            names = "--trust",
            paramLabel = "SHA256",
            description = "Trust the certificate of this SHA-256, such as one that a server made for itself.")
    private String trust = "";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Log in by name and password. The password is taken from the variable "
                    + "DIFFUSAM_PACS_SECRET of the environment, from the system's key store, or asked for.")
    private @Nullable String user;

    @Option(names = "--token", description = "Log in by a bearer token, taken or asked for like a password.")
    private boolean token;

    @Option(
            names = "--secret-variable",
            paramLabel = "VARIABLE",
            description = "Another variable of the environment that holds the password or token.")
    private String variable = VARIABLE;

    @Option(
            names = "--remember",
            description = "Keep the password or token, given or asked for now, in the system's key store for later.")
    private boolean remember;

    @Option(
            names = "--forget",
            description = "Take the password or token out of the system's key store, and ask for it now.")
    private boolean forget;

    /** The archive; the caller closes it. */
    DicomWeb open() throws UserError {
        if (user != null && token) {
            throw new UserError("--user and --token exclude each other; say one of them");
        }
        if ((remember || forget) && user == null && !token) {
            throw new UserError("--remember and --forget are about the secret of --user or --token; say whose");
        }
        return new DicomWeb(address(), trusted(), credentials());
    }

    private Optional<Fingerprint> trusted() throws UserError {
        try {
            return trust.isEmpty() ? Optional.empty() : Optional.of(Fingerprint.parse(trust));
        } catch (IllegalArgumentException e) {
            throw new UserError("--trust: " + e.getMessage());
        }
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
                return Credentials.basic(user, secret(user, "password"));
            }
            return token ? Credentials.bearer(secret("", "token")) : Credentials.NONE;
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    /** From the environment, or the key store, or the user. */
    private String secret(String name, String kind) throws UserError {
        Optional<String> given = Optional.ofNullable(System.getenv(variable));
        if (given.isPresent() && !remember && !forget) {
            return given.get();
        }
        Optional<SecretStore> store = SystemSecrets.find();
        if (forget) {
            store.ifPresent(there -> there.forget(url, name));
        }
        if (remember) {
            return kept(
                    store.orElseThrow(() -> new UserError(
                            "there is no key store here to --remember a " + kind + " in; leave that out")),
                    name,
                    given.isPresent() ? given.get() : asked(kind));
        }
        Optional<String> found = given.or(() -> store.flatMap(there -> there.find(url, name)));
        return found.isPresent() ? found.get() : asked(kind);
    }

    private String kept(SecretStore store, String name, String secret) throws UserError {
        try {
            store.keep(url, name, secret);
            return secret;
        } catch (IOException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
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
