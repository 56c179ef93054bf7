package diffusam.secrets;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps secrets from one start of the program to the next. Every method may wait for the system, which may ask the user to
 * unlock it: not for the FX thread.
 */
public interface SecretStore {
    /** The secret of a user at a place; empty if none is kept, or the user does not let it out. */
    Optional<String> find(String place, String user);

    /**
     * Keeps a secret, in place of an earlier one.
     *
     * @throws IOException if the system does not take it; the message is for the user
     */
    void keep(String place, String user, String secret) throws IOException;

    /** Removes a secret, if there is one. */
    void forget(String place, String user);
}
