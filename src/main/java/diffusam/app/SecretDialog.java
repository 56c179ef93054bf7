package diffusam.app;

import diffusam.app.ArchivePrompts.GivenSecret;
import diffusam.settings.Archive;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Asks for the password or token of an archive. */
final class SecretDialog extends Dialog<GivenSecret> {
    private static final double WIDTH = 460;
    private static final double GAP = 8;

    /** @param canKeep true if the system can keep it */
    SecretDialog(Window owner, Texts texts, Archive archive, boolean canKeep) {
        PasswordField secret = new PasswordField();
        secret.setId("archive-secret");
        Label label = new Label(texts.of("archive.field." + archive.login()));
        label.setLabelFor(secret); // a field for passwords is spoken by its label alone
        CheckBox keep = new CheckBox(texts.of("archive.keep"));
        keep.setId("archive-keep");
        keep.setDisable(!canKeep);
        Label note = new Label(texts.of(canKeep ? "archive.canKeep" : "archive.cannotKeep"));
        note.getStyleClass().add("text-muted");
        note.setWrapText(true);
        VBox content = new VBox(GAP, label, secret, keep, note);
        content.setPrefWidth(WIDTH);
        initOwner(owner);
        setTitle(texts.of("archive.title"));
        setHeaderText(texts.of("archive.secret." + archive.login(), archive.name(), archive.user()));
        getDialogPane().setContent(content);
        getDialogPane().getButtonTypes().setAll(ButtonType.OK, ButtonType.CANCEL);
        getDialogPane()
                .lookupButton(ButtonType.OK)
                .disableProperty()
                .bind(secret.textProperty().isEmpty());
        setResultConverter(
                button -> button == ButtonType.OK ? new GivenSecret(secret.getText(), keep.isSelected()) : null);
        setOnShown(e -> secret.requestFocus());
    }
}
