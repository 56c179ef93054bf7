package diffusam.io.dicomweb;

import java.io.IOException;

/** A server could not prove who it is, because nobody known to this computer vouches for its certificate. */
public final class UnknownCertificateException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String host;
    private final String shown;

    UnknownCertificateException(String host, Fingerprint shown, Throwable cause) {
        super(
                host + " shows a certificate that nobody known vouches for; trust it only if the archive's owner"
                        + " confirms its SHA-256: " + shown,
                cause);
        this.host = host;
        this.shown = shown.hex();
    }

    /** The server's name and port. */
    public String host() {
        return host;
    }

    /** Of the certificate that it showed. */
    public Fingerprint shown() {
        return new Fingerprint(shown);
    }
}
