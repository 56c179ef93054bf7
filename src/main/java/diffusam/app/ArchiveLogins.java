package diffusam.app;

import diffusam.app.ArchivePrompts.GivenSecret;
import diffusam.io.dicomweb.Credentials;
import diffusam.secrets.SecretStore;
import diffusam.settings.Archive;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Secrets of archives: known since the program was started, or kept by the system, or asked for. They are in no file of the
 * program's. FX thread only.
 */
final class ArchiveLogins {
    private final Supplier<Optional<SecretStore>> system;
    private final Background background;
    private final ArchivePrompts prompts;
    private final Texts texts;
    private final Map<Account, String> known = new HashMap<>();
    private final Set<Account> refused = new HashSet<>();

    /** @param system finds the system's key store; called on file threads */
    ArchiveLogins(Supplier<Optional<SecretStore>> system, Background background, ArchivePrompts prompts, Texts texts) {
        this.system = system;
        this.background = background;
        this.prompts = prompts;
        this.texts = texts;
    }

    private record Account(String url, String user) {}

    private record Looked(Optional<SecretStore> store, Optional<String> secret) {}

    /**
     * Gives the credentials for an archive, at once or later; not at all if the user does not tell the secret.
     *
     * @return the look into the system's key store, if one goes on
     */
    Optional<RunningJob> of(Archive archive, Consumer<Credentials> then) {
        Account account = new Account(archive.url(), archive.user());
        if (archive.login() == Archive.Login.NONE) {
            then.accept(Credentials.NONE);
            return Optional.empty();
        }
        if (known.containsKey(account)) {
            then.accept(credentials(archive, known.get(account)));
            return Optional.empty();
        }
        boolean asks = refused.contains(account);
        return Optional.of(background.io(
                texts.of("job.keyStore"),
                context -> {
                    Optional<SecretStore> store = system.get();
                    return new Looked(
                            store, asks ? Optional.empty() : store.flatMap(s -> s.find(account.url, account.user)));
                },
                looked -> looked.secret()
                        .or(() -> asked(archive, account, looked.store()))
                        .ifPresent(secret -> {
                            known.put(account, secret);
                            then.accept(credentials(archive, secret));
                        })));
    }

    /** The archive did not take the secret: the user is asked the next time. */
    void refused(Archive archive) {
        Account account = new Account(archive.url(), archive.user());
        known.remove(account);
        refused.add(account);
    }

    private Optional<String> asked(Archive archive, Account account, Optional<SecretStore> store) {
        Optional<GivenSecret> given = prompts.secret(archive, store.isPresent());
        given.filter(GivenSecret::keep)
                .ifPresent(kept -> store.ifPresent(there -> {
                    refused.remove(account);
                    background.io(
                            texts.of("job.keyStore"),
                            context -> {
                                there.keep(account.url, account.user, kept.secret());
                                return true;
                            },
                            done -> {});
                }));
        return given.map(GivenSecret::secret);
    }

    private static Credentials credentials(Archive archive, String secret) {
        return archive.login() == Archive.Login.TOKEN
                ? Credentials.bearer(secret)
                : Credentials.basic(archive.user(), secret);
    }
}
