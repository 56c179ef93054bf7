package diffusam.secrets;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.KeyringStorageType;
import com.github.javakeyring.PasswordAccessException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The system's own key store: Secret Service or KWallet on Linux, the Keychain on macOS, the Credential Manager on Windows. */
public final class SystemSecrets implements SecretStore {
    private static final String PROGRAM = "DiffuSAM Studio ";

    private final KeyringStorageType kind;

    private SystemSecrets(KeyringStorageType kind) {
        this.kind = kind;
    }

    /** The key store of this system; empty if there is none, as without a desktop. */
    public static Optional<SecretStore> find() {
        for (KeyringStorageType kind : kinds(System.getProperty("os.name"))) {
            try (Keyring there = Keyring.create(kind)) {
                return Optional.of(new SystemSecrets(there.getKeyringStorageType()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } catch (Exception | LinkageError e) { // each kind has its own way to say that it is not there
                continue;
            }
        }
        return Optional.empty();
    }

    private static List<KeyringStorageType> kinds(String system) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            return List.of(KeyringStorageType.WINDOWS_CREDENTIAL_STORE);
        }
        return name.contains("mac")
                ? List.of(KeyringStorageType.OSX_KEYCHAIN)
                : List.of(KeyringStorageType.GNOME_KEYRING, KeyringStorageType.KWALLET);
    }

    private interface Use<T> {
        T of(Keyring ring) throws PasswordAccessException;
    }

    @Override
    public Optional<String> find(String place, String user) {
        try {
            return Optional.of(use(ring -> ring.getPassword(PROGRAM + place, user)));
        } catch (IOException e) {
            return Optional.empty(); // that nothing is kept is told in the same way as that it may not be seen
        }
    }

    @Override
    public void keep(String place, String user, String secret) throws IOException {
        use(ring -> {
            ring.setPassword(PROGRAM + place, user, secret);
            return true;
        });
    }

    @Override
    public void forget(String place, String user) {
        try {
            use(ring -> {
                ring.deletePassword(PROGRAM + place, user);
                return true;
            });
        } catch (IOException e) {
            return; // there was none
        }
    }

    private <T> T use(Use<T> use) throws IOException {
        try (Keyring ring = Keyring.create(kind)) {
            return use.of(ring);
        } catch (BackendNotSupportedException | PasswordAccessException | RuntimeException e) {
            throw new IOException("the system's key store does not do that now; unlock it and try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the key store was not waited for", e);
        } catch (Exception e) { // of closing
            throw new IOException("the system's key store broke off; try again", e);
        }
    }
}
