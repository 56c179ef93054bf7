package diffusam.nn;

import java.io.IOException;

/** A weight file that cannot be used; the message names the file and what is wrong with it. */
public final class WeightFileException extends IOException {
    private static final long serialVersionUID = 1;

    public WeightFileException(String file, String fault) {
        super(file + ": " + fault);
    }
}
