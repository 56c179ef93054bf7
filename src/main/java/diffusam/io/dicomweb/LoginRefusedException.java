package diffusam.io.dicomweb;

import java.io.IOException;

/** A server does not take the credentials, or asks for some where there were none. */
public final class LoginRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    LoginRefusedException(String sentence) {
        super(sentence);
    }
}
