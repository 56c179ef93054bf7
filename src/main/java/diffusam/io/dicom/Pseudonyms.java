package diffusam.io.dicom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** New identifiers in place of old ones: the same for the same under one key, and no way back without it. */
final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MOST_DAYS = 3650;
    private static final String STANDARD_UIDS = "1.2.840.10008.";

    private final SecretKeySpec key;

    /** @param key the user's own, or empty for one that is forgotten */
    Pseudonyms(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
        }
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Another UID for one that somebody gave; those of the standard itself mean something and stay. */
    String uid(String uid) {
        return uid.isEmpty() || uid.startsWith(STANDARD_UIDS)
                ? uid
                : "2.25." + new BigInteger(1, Arrays.copyOf(hash("uid " + uid), 16));
    }

    /** A name for a patient who is known by an identifier. */
    String patient(String id) {
        return "ANON-" + HexFormat.of().withUpperCase().formatHex(hash("patient " + id), 0, 4);
    }

    /** By how many days a patient's dates are moved into the past. */
    int daysBack(String patientId) {
        return 1
                + new BigInteger(1, hash("days " + patientId))
                        .mod(BigInteger.valueOf(MOST_DAYS))
                        .intValue();
    }

    private byte[] hash(String words) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(words.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
