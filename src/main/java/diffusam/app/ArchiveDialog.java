package diffusam.app;

import diffusam.settings.Archive;
import diffusam.settings.Archive.Login;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks for an archive's name, address and login, and says what is wrong while it is typed. */
final class ArchiveDialog extends Dialog<Archive> {
    private static final double WIDTH = 560;
    private static final double GAP = 8;

    private final Texts texts;
    private final List<String> others;
    private final String certificate;
    private final TextField name = new TextField();
    private final TextField url = new TextField();
    private final CheckBox plain = new CheckBox();
    private final ComboBox<Login> login = new ComboBox<>();
    private final TextField user = new TextField();

    /**
     * @param before as it is now, null for a new one
     * @param others names that are taken
     */
    ArchiveDialog(Window owner, Texts texts, @Nullable Archive before, List<String> others) {
        this.texts = texts;
        this.others = others;
        certificate = before == null ? "" : before.certificate();
        initOwner(owner);
        setTitle(texts.of("archive.title"));
        setHeaderText(texts.of("archive.header"));
        plain.setText(texts.of("archive.plain"));
        url.setPromptText("https://host/dicom-web");
        login.getItems().setAll(Login.values());
        login.setConverter(texts.naming("archive.login."));
        login.setValue(Login.NONE);
        if (before != null) {
            name.setText(before.name());
            url.setText(before.url());
            plain.setSelected(before.plain());
            login.setValue(before.login());
            user.setText(before.user());
        }
        user.disableProperty().bind(login.valueProperty().isNotEqualTo(Login.PASSWORD));
        Label fault = fault();
        getDialogPane().setContent(grid(fault));
        getDialogPane().getButtonTypes().setAll(ButtonType.OK, ButtonType.CANCEL);
        getDialogPane()
                .lookupButton(ButtonType.OK)
                .disableProperty()
                .bind(fault.textProperty().isNotEmpty());
        setResultConverter(button -> button == ButtonType.OK ? archive() : null);
        setOnShown(e -> name.requestFocus());
    }

    private Label fault() {
        Label fault = new Label();
        fault.setId("archive-fault");
        fault.setWrapText(true);
        fault.setMinHeight(Region.USE_PREF_SIZE);
        fault.textProperty()
                .bind(Bindings.createStringBinding(
                        this::whatIsWrong,
                        name.textProperty(),
                        url.textProperty(),
                        plain.selectedProperty(),
                        login.valueProperty(),
                        user.textProperty()));
        return fault;
    }

    private GridPane grid(Label fault) {
        GridPane grid = new GridPane(GAP, GAP);
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(new ColumnConstraints(), wide);
        plain.setId("archive-plain");
        plain.setWrapText(true);
        plain.setMinHeight(Region.USE_PREF_SIZE);
        grid.addRow(0, label("name", name), name);
        grid.addRow(1, label("url", url), url);
        grid.add(plain, 1, 2);
        grid.addRow(3, label("login", login), login);
        grid.addRow(4, label("user", user), user);
        grid.add(fault, 0, 5, 2, 1);
        grid.setPrefWidth(WIDTH);
        return grid;
    }

    private Label label(String key, Node field) {
        field.setId("archive-" + key);
        Label label = new Label(texts.of("archive." + key));
        label.setLabelFor(field);
        label.setMinWidth(Region.USE_PREF_SIZE); // else the long line of the check box takes its room
        return label;
    }

    private String whatIsWrong() {
        if (name.getText().isBlank() || url.getText().isBlank()) {
            return texts.of("archive.incomplete");
        }
        if (others.contains(name.getText().strip())) {
            return texts.of("archive.taken");
        }
        if (login.getValue() == Login.PASSWORD
                && (user.getText().isBlank() || user.getText().contains(":"))) {
            return texts.of("archive.noUser");
        }
        if (login.getValue() != Login.NONE && ArchiveLink.isDimse(url.getText().strip())) {
            return texts.of("archive.noLogin");
        }
        return isAddress(true)
                ? isAddress(plain.isSelected()) ? "" : texts.of("archive.notSecret")
                : texts.of("archive.noAddress");
    }

    private boolean isAddress(boolean allowPlain) {
        return ArchiveLink.isAddress(url.getText().strip(), allowPlain);
    }

    private Archive archive() {
        Login how = login.getValue();
        return new Archive(
                name.getText().strip(),
                url.getText().strip(),
                plain.isSelected(),
                how,
                how == Login.PASSWORD ? user.getText().strip() : "",
                certificate);
    }
}
