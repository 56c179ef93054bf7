package diffusam.app;

import diffusam.settings.Settings.Progress;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A scan in the list: its picture, what it is, how far it has come, and what is odd about it. */
final class ScanRow extends ListCell<Scan> {
    private static final double PICTURE = 48;
    private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");

    private final Scans scans;
    private final Workspace workspace;
    private final Texts texts;
    private final ImageView picture = new ImageView();
    private final Label name = new Label();
    private final Label detail = new Label();
    private final FontIcon odd = new FontIcon("mdi2a-alert-outline");
    private final Label oddness = new Label(null, odd);
    private final FontIcon state = new FontIcon();
    private final HBox box;

    ScanRow(Scans scans, Workspace workspace, Texts texts) {
        this.scans = scans;
        this.workspace = workspace;
        this.texts = texts;
        getStyleClass().add("scan-row");
        picture.setFitWidth(PICTURE);
        picture.setFitHeight(PICTURE);
        name.getStyleClass().add("scan-name");
        detail.getStyleClass().add("label-volume");
        odd.getStyleClass().add("scan-odd");
        StackPane frame = new StackPane(picture);
        frame.setMinSize(PICTURE, PICTURE);
        frame.getStyleClass().add("scan-picture");
        VBox text = new VBox(name, detail);
        text.setAlignment(Pos.CENTER_LEFT);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        box = new HBox(frame, text, oddness, state);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("scan-box");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Scan scan, boolean empty) {
        super.updateItem(scan, empty);
        pseudoClassStateChanged(OPEN, false);
        if (scan == null || empty) {
            setGraphic(null);
            return;
        }
        scans.picture(scan);
        name.setText(scan.name());
        detail.setText(scan.detail());
        picture.setImage(scan.thumbnail().map(Thumbnail::image).orElse(null));
        oddness.setVisible(!scan.warnings().isEmpty());
        oddness.setTooltip(scan.warnings().isEmpty() ? null : new Tooltip(String.join("\n", scan.warnings())));
        @Nullable Progress progress = scans.progress().get(scan.place().key());
        String stateName = progress == null ? "NOT_BEGUN" : progress.name();
        state.setIconLiteral(
                progress == null
                        ? "mdi2c-circle-outline"
                        : progress == Progress.DONE ? "mdi2c-check-circle" : "mdi2c-circle-half-full");
        state.getStyleClass().setAll("ikonli-font-icon", "scan-" + stateName);
        String said = texts.of("scans." + stateName);
        setAccessibleText(scan.name() + ", " + scan.detail() + ", " + said);
        setTooltip(new Tooltip(scan.place().path() + "\n" + said));
        pseudoClassStateChanged(
                OPEN,
                workspace.place().filter(place -> place.equals(scan.place())).isPresent());
        setGraphic(box);
    }
}
