package diffusam.settings;

/**
 * An image archive on the network that the user goes to. Its secret is not a part of it.
 *
 * @param name for the user, unlike all others
 * @param url below which its DICOMweb services are
 * @param plain true if http is allowed to another computer
 * @param user who logs in; empty unless by password
 * @param certificate SHA-256 of a certificate that is trusted though nobody vouches for it; empty for none
 */
public record Archive(String name, String url, boolean plain, Login login, String user, String certificate) {
    public Archive {
        if (name.isBlank() || url.isBlank()) {
            throw new IllegalArgumentException("an archive needs a name and an address");
        }
        if (user.isEmpty() == (login == Login.PASSWORD)) {
            throw new IllegalArgumentException("a user is named where a password is asked for, and only there");
        }
    }

    /** How the archive knows who asks. */
    public enum Login {
        NONE,
        PASSWORD,
        TOKEN
    }

    /** The same with a certificate that is trusted. */
    public Archive trusting(String fingerprint) {
        return new Archive(name, url, plain, login, user, fingerprint);
    }
}
