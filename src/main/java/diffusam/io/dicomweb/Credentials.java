package diffusam.io.dicomweb;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Who asks. Held in memory only, and never part of a text. */
public final class Credentials {
    /** Nobody: for servers that ask for no name. */
    public static final Credentials NONE = new Credentials(Optional.empty());

    private final Optional<String> header;

    private Credentials(Optional<String> header) {
        this.header = header;
    }

    /** @throws IllegalArgumentException if the name holds a colon or either a control character */
    public static Credentials basic(String name, String secret) {
        if (name.contains(":")) {
            throw new IllegalArgumentException("a user's name holds no colon");
        }
        byte[] pair = (plain(name) + ":" + plain(secret)).getBytes(StandardCharsets.UTF_8);
        return new Credentials(Optional.of("Basic " + Base64.getEncoder().encodeToString(pair)));
    }

    /** @throws IllegalArgumentException if the token holds a control character */
    public static Credentials bearer(String token) {
        return new Credentials(Optional.of("Bearer " + plain(token)));
    }

    /** The value of the header {@code Authorization}. */
    Optional<String> header() {
        return header;
    }

    private static String plain(String text) {
        if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the name or secret is empty or holds a line break or control character");
        }
        return text;
    }

    @Override
    public String toString() {
        return header.isPresent() ? "Credentials[kept to itself]" : "Credentials[none]";
    }
}
