package diffusam.app;

import java.nio.file.Path;
import java.util.Optional;

/** Answers as told, without a dialog. */
final class SilentPrompts implements Prompts {
    Optional<Path> image = Optional.empty();
    Optional<Path> labels = Optional.empty();
    Optional<Path> target = Optional.empty();
    Optional<Unsaved> unsaved = Optional.of(Unsaved.DISCARD);

    @Override
    public Optional<Path> imageFile() {
        return image;
    }

    @Override
    public Optional<Path> imageFolder() {
        return image;
    }

    @Override
    public Optional<Path> labelFile() {
        return labels;
    }

    @Override
    public Optional<Path> labelTarget(String proposedName) {
        return target;
    }

    @Override
    public Optional<Unsaved> aboutUnsaved() {
        return unsaved;
    }
}
