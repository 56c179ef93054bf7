package diffusam.project;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where a project is kept, and how. */
record Place(Path folder, FileLayer files, ProjectSettings settings, Consumer<Notice> notices) {
    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** Another folder, used in the same way. */
    Place at(Path other) {
        return new Place(other, files, settings, notices);
    }

    void say(Notice.Kind kind, String sentence) {
        notices.accept(new Notice(kind, sentence));
    }

    /** The exception for a call that failed, as one sentence; it already is one if it comes from the project itself. */
    ProjectException failed(String what, IOException why) {
        return why instanceof ProjectException said
                ? said
                : new ProjectException(
                        folder + " " + what + ": "
                                + Trouble.of(why, folder, files).words() + ".",
                        why);
    }
}
