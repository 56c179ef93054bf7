package diffusam.io.dicom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Unique identifiers under 2.25, which anyone may make from a UUID (PS3.5, B.2). */
final class Uids {
    private Uids() {}

    static String random() {
        return of(UUID.randomUUID());
    }

    /** The same identifier whenever the same words are given. */
    static String named(String words) {
        return of(UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)));
    }

    private static String of(UUID uuid) {
        String hex = uuid.toString().replace("-", "");
        return "2.25." + new BigInteger(hex, 16);
    }
}
