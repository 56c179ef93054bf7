package diffusam.app;

import diffusam.settings.Archive;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks with the desktop's own dialogs; they begin where the last one ended. */
final class FilePrompts implements Prompts {
    private final Window owner;
    private final Texts texts;
    private final StringProperty folder;

    /**
     * @param folder where dialogs begin, empty for wherever the system likes; follows the user
     */
    FilePrompts(Window owner, Texts texts, StringProperty folder) {
        this.folder = folder;
        this.owner = owner;
        this.texts = texts;
    }

    @Override
    public Optional<Path> imageFile() {
        FileChooser chooser = chooser("prompt.image");
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter(
                                texts.of("prompt.images"),
                                "*.nii",
                                "*.nii.gz",
                                "*.hdr",
                                "*.img",
                                "*.nrrd",
                                "*.nhdr",
                                "*.mha",
                                "*.mhd",
                                "*.dcm"),
                        new ExtensionFilter(texts.of("prompt.all"), "*"));
        return remembered(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> imageFolder() {
        return folder("prompt.folder");
    }

    @Override
    public Optional<Path> labelFile() {
        FileChooser chooser = chooser("prompt.labels");
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter(
                                texts.of("prompt.labelFiles"),
                                "*.nii",
                                "*.nii.gz",
                                "*.nrrd",
                                "*.mha",
                                "*.mhd",
                                "*.dcm"),
                        new ExtensionFilter(texts.of("prompt.all"), "*"));
        return remembered(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<ImageChoice> image(List<ImageChoice> choices) {
        return new ImageChoiceDialog(owner, texts, choices).showAndWait();
    }

    @Override
    public Optional<Path> labelTarget(LabelForm form, String proposedName) {
        FileChooser chooser = chooser(form.isDicom() ? "prompt." + form : "prompt.save");
        chooser.setInitialFileName(proposedName);
        chooser.getExtensionFilters()
                .addAll(
                        form.isDicom()
                                ? List.of(new ExtensionFilter("DICOM", "*.dcm"))
                                : List.of(
                                        new ExtensionFilter("NIfTI", "*.nii.gz", "*.nii"),
                                        new ExtensionFilter("NRRD", "*.nrrd"),
                                        new ExtensionFilter("MetaImage", "*.mha")));
        return remembered(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<CopyOrder> deidentifiedCopy(String proposedName) {
        return new DeidentifyDialog(owner, texts).showAndWait().flatMap(choice -> {
            FileChooser chooser = chooser("prompt.deidentified");
            chooser.setInitialFileName(proposedName);
            return remembered(chooser.showSaveDialog(owner))
                    .map(folder -> new CopyOrder(folder, choice.kept(), choice.patient()));
        });
    }

    @Override
    public Optional<Path> project() {
        return folder("prompt.project");
    }

    @Override
    public Optional<Path> projectTarget(String proposedName) {
        FileChooser chooser = chooser("prompt.saveProject");
        chooser.setInitialFileName(proposedName);
        return remembered(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> labelList() {
        FileChooser chooser = chooser("prompt.labelList");
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter(texts.of("prompt.labelLists"), "*.csv", "*.json"),
                        new ExtensionFilter(texts.of("prompt.all"), "*"));
        return remembered(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> exportTarget(Export kind, String proposedName) {
        FileChooser chooser = chooser("prompt.export");
        chooser.setInitialFileName(proposedName + "." + kind.types().getFirst());
        kind.types()
                .forEach(type -> chooser.getExtensionFilters()
                        .add(new ExtensionFilter(type.toUpperCase(Locale.ROOT), "*." + type)));
        return remembered(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Archive> archive(@Nullable Archive before, List<String> others) {
        return new ArchiveDialog(front(), texts, before, others).showAndWait();
    }

    @Override
    public Optional<GivenSecret> secret(Archive archive, boolean canKeep) {
        return new SecretDialog(front(), texts, archive, canKeep).showAndWait();
    }

    @Override
    public boolean trust(String sentence) {
        return agreedToRisk("archive.trustHeader", sentence, "archive.trust", "archive.distrust");
    }

    @Override
    public List<Path> dicomFiles() {
        FileChooser chooser = chooser("prompt.dicomFiles");
        chooser.getExtensionFilters()
                .addAll(new ExtensionFilter("DICOM", "*.dcm"), new ExtensionFilter(texts.of("prompt.all"), "*"));
        List<File> files = chooser.showOpenMultipleDialog(front());
        if (files == null || files.isEmpty()) {
            return List.of();
        }
        remembered(files.getFirst());
        return files.stream().map(File::toPath).toList();
    }

    /** The window that is worked in, so that no question hides behind it. */
    private Window front() {
        return Window.getWindows().stream()
                .filter(Window::isFocused)
                .findFirst()
                .orElse(owner);
    }

    @Override
    public Optional<Path> missingImage(String sentence) {
        boolean search = agreed("missing.header", sentence, "missing.choose", "missing.giveUp");
        return search ? folder("prompt.missingImage") : Optional.empty();
    }

    @Override
    public boolean takeOver(String sentence) {
        return agreedToRisk("takeover.header", sentence, "takeover.take", "takeover.leave");
    }

    @Override
    public Optional<Unsaved> aboutUnsaved() {
        ButtonType save = new ButtonType(texts.of("unsaved.save"), ButtonData.YES);
        ButtonType discard = new ButtonType(texts.of("unsaved.discard"), ButtonData.NO);
        ButtonType stay = new ButtonType(texts.of("unsaved.stay"), ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.WARNING, texts.of("unsaved.text"), save, discard, stay);
        alert.initOwner(owner);
        alert.setHeaderText(texts.of("unsaved.header"));
        ButtonType answer = alert.showAndWait().orElse(stay);
        return answer == save
                ? Optional.of(Unsaved.SAVE)
                : answer == discard ? Optional.of(Unsaved.DISCARD) : Optional.empty();
    }

    /** Asks for what cannot be taken back; the Enter key says no. */
    private boolean agreedToRisk(String headerKey, String text, String yesKey, String noKey) {
        return agreed(headerKey, text, new ButtonType(texts.of(yesKey), ButtonData.OTHER), noKey);
    }

    private boolean agreed(String headerKey, String text, String yesKey, String noKey) {
        return agreed(headerKey, text, new ButtonType(texts.of(yesKey), ButtonData.YES), noKey);
    }

    private boolean agreed(String headerKey, String text, ButtonType yes, String noKey) {
        ButtonType no = new ButtonType(texts.of(noKey), ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.WARNING, text, yes, no);
        alert.initOwner(front());
        alert.setHeaderText(texts.of(headerKey));
        alert.getDialogPane().setMinHeight(Region.USE_PREF_SIZE); // else a long sentence is cut off
        if (!yes.getButtonData().isDefaultButton() && alert.getDialogPane().lookupButton(no) instanceof Button button) {
            button.setDefaultButton(true);
        }
        return alert.showAndWait().orElse(no) == yes;
    }

    private Optional<Path> folder(String titleKey) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.of(titleKey));
        folder().ifPresent(chooser::setInitialDirectory);
        return remembered(chooser.showDialog(owner));
    }

    private FileChooser chooser(String titleKey) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of(titleKey));
        folder().ifPresent(chooser::setInitialDirectory);
        return chooser;
    }

    /** A folder that is gone would keep the dialog from opening. */
    private Optional<File> folder() {
        return Optional.of(new File(folder.get())).filter(File::isDirectory);
    }

    private Optional<Path> remembered(@Nullable File chosen) {
        if (chosen == null) {
            return Optional.empty();
        }
        Optional.ofNullable(chosen.getParent()).ifPresent(folder::set);
        return Optional.of(chosen.toPath());
    }
}
