package diffusam.project;

import java.nio.file.Path;

/** A project that another window has open. */
public final class ProjectLockedException extends ProjectException {
    private static final long serialVersionUID = 1;

    ProjectLockedException(Path folder, String owner, String advice) {
        super(folder + " is open in another window (" + owner + "); " + advice + ".");
    }
}
