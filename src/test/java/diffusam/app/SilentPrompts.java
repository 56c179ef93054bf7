package diffusam.app;

import diffusam.settings.Archive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers as told, without a dialog. */
final class SilentPrompts implements Prompts {
    Optional<Path> image = Optional.empty();
    Optional<Path> labels = Optional.empty();
    Optional<Path> target = Optional.empty();
    Optional<CopyOrder> copy = Optional.empty();
    Optional<Path> project = Optional.empty();
    Optional<Path> projectTarget = Optional.empty();
    Optional<Path> imagePlace = Optional.empty();
    boolean takeOver;
    Optional<Archive> archive = Optional.empty();
    Optional<GivenSecret> secret = Optional.empty();
    boolean trusting;
    List<Path> dicomFiles = List.of();
    final List<String> asked = new ArrayList<>();
    List<ImageChoice> offered = List.of();
    Function<List<ImageChoice>, Optional<ImageChoice>> choice =
            choices -> choices.stream().findFirst();
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
    public Optional<ImageChoice> image(List<ImageChoice> choices) {
        offered = choices;
        return choice.apply(choices);
    }

    @Override
    public Optional<Path> labelTarget(LabelForm form, String proposedName) {
        return target;
    }

    @Override
    public Optional<CopyOrder> deidentifiedCopy(String proposedName) {
        return copy;
    }

    @Override
    public Optional<Path> project() {
        return project;
    }

    @Override
    public Optional<Path> projectTarget(String proposedName) {
        return projectTarget;
    }

    @Override
    public Optional<Archive> archive(@Nullable Archive before, List<String> others) {
        return archive;
    }

    @Override
    public Optional<GivenSecret> secret(Archive asking, boolean canKeep) {
        asked.add("secret for " + asking.name() + (canKeep ? ", can be kept" : ""));
        return secret;
    }

    @Override
    public boolean trust(String sentence) {
        asked.add(sentence);
        return trusting;
    }

    @Override
    public List<Path> dicomFiles() {
        return dicomFiles;
    }

    @Override
    public Optional<Path> missingImage(String sentence) {
        asked.add(sentence);
        return imagePlace;
    }

    @Override
    public boolean takeOver(String sentence) {
        asked.add(sentence);
        return takeOver;
    }

    @Override
    public Optional<Path> labelList() {
        return labels;
    }

    @Override
    public Optional<Path> exportTarget(Export kind, String proposedName) {
        return target;
    }

    @Override
    public Optional<Unsaved> aboutUnsaved() {
        asked.add("unsaved");
        return unsaved;
    }
}
