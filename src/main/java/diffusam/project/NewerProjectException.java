package diffusam.project;

import java.nio.file.Path;

/** A project that a newer version of the program wrote; it was left as it is. */
public final class NewerProjectException extends ProjectException {
    private static final long serialVersionUID = 1;

    NewerProjectException(Path folder, int version) {
        super(folder + " was saved by a newer version of the program (format " + version + ", this version reads up to "
                + Manifest.VERSION + "); update the program to open it. Nothing was changed.");
    }
}
