package diffusam.engine;

import java.io.IOException;

/** The device asked for cannot be used; the message says why and what to do. */
public final class DeviceUnavailableException extends IOException {
    private static final long serialVersionUID = 1;

    DeviceUnavailableException(String message) {
        super(message);
    }
}
