package diffusam.io.dicomweb;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The SHA-256 of a server's certificate, by which a person can tell it from any other.
 *
 * @param hex 64 hexadecimal digits, small letters
 */
public record Fingerprint(String hex) {
    private static final String DIGITS = "[0-9a-f]{64}";

    /** @throws IllegalArgumentException with a sentence, if it is none */
    public Fingerprint {
        if (!hex.matches(DIGITS)) {
            throw new IllegalArgumentException("a certificate's SHA-256 has 64 hexadecimal digits");
        }
    }

    /**
     * Reads one as people write it: large or small letters, with colons or blanks or without.
     *
     * @throws IllegalArgumentException with a sentence, if it is none
     */
    public static Fingerprint parse(String text) {
        return new Fingerprint(text.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT));
    }

    static Fingerprint of(X509Certificate certificate) throws CertificateEncodingException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new Fingerprint(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** As browsers show it. */
    @Override
    public String toString() {
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(HexFormat.of().parseHex(hex));
    }
}
