package diffusam.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Optional;

/** What must hold of a key store. A program of its own, so that it can be given a desktop of its own, or none. */
final class SecretsFacts {
    private SecretsFacts() {}

    /** Says whether there is a key store, after having tried it. */
    public static void main(String[] args) throws IOException {
        Optional<SecretStore> found = SystemSecrets.find();
        if (found.isPresent()) {
            tryOut(found.get());
        }
        System.out.println(found.isPresent() ? "a key store" : "no key store");
        System.exit(0);
    }

    private static void tryOut(SecretStore store) throws IOException {
        assertEquals(Optional.empty(), store.find("https://a.example", "ann"));
        store.keep("https://a.example", "ann", "first");
        store.keep("https://a.example", "ann", "größer than \"before\"");
        store.keep("https://b.example", "", "token");
        assertEquals(Optional.of("größer than \"before\""), store.find("https://a.example", "ann"));
        assertEquals(Optional.of("token"), store.find("https://b.example", ""));
        assertEquals(Optional.empty(), store.find("https://b.example", "ann"));
        store.forget("https://a.example", "ann");
        store.forget("https://a.example", "ann");
        assertEquals(Optional.empty(), store.find("https://a.example", "ann"));
        assertEquals(Optional.of("token"), store.find("https://b.example", ""));
    }
}
