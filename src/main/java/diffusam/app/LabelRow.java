package diffusam.app;

import diffusam.annotation.Label;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.ColorPicker;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** One label: colour, name (double click to change), volume, eye and lock. The list's user data is the open study. */
final class LabelRow extends ListCell<Label> {
    private static final DataFormat DRAGGED = new DataFormat("application/x-diffusam-label");

    private final Display display;
    private final Texts texts;
    private final ColorPicker color = new ColorPicker();
    private final javafx.scene.control.Label name = new javafx.scene.control.Label();
    private final TextField nameField = new TextField();
    private final javafx.scene.control.Label volume = new javafx.scene.control.Label();
    private final ToggleButton eye = toggle();
    private final ToggleButton lock = toggle();
    private final HBox row;
    private int renaming = Label.BACKGROUND;

    /**
     * @param display says which label's name is to be typed
     */
    LabelRow(Display display, Texts texts) {
        this.display = display;
        this.texts = texts;
        getStyleClass().add("label-row");
        color.getStyleClass().add("label-color");
        color.setTooltip(new Tooltip(texts.of("labels.color")));
        volume.getStyleClass().add("label-volume");
        volume.setMinWidth(Region.USE_PREF_SIZE);
        StackPane names = new StackPane(name, nameField);
        name.setLabelFor(nameField);
        names.setAlignment(Pos.CENTER_LEFT);
        names.setMinWidth(0);
        HBox.setHgrow(names, Priority.ALWAYS);
        nameField.setVisible(false);
        row = new HBox(color, names, volume, eye, lock);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("label-row-box");
        setPrefWidth(0); // as wide as the list, so that it never scrolls sideways
        name.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getClickCount() == 2) {
                beginRename();
            }
        });
        nameField.setAccessibleText(texts.of("labels.name"));
        nameField.setOnAction(e -> leaveName(true));
        nameField.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                leaveName(false);
                e.consume();
            }
        });
        display.named.subscribe(this::renameIfAsked);
        nameField.focusedProperty().subscribe(focused -> {
            if (!focused && nameField.isVisible()) {
                endRename(true);
            }
        });
        color.setOnAction(e -> change("step.colorLabel", label -> label.coloured(rgb(color.getValue()))));
        lock.setOnAction(e -> change("step.lockLabel", label -> label.locked(lock.isSelected())));
        eye.setOnAction(e -> showOrHide());
        dragToReorder();
    }

    /** Dragging a row puts its label where it is dropped. */
    private void dragToReorder() {
        addEventHandler(MouseEvent.DRAG_DETECTED, e -> {
            if (getItem() != null && !nameField.isVisible()) {
                ClipboardContent content = new ClipboardContent();
                content.put(DRAGGED, getItem().id());
                startDragAndDrop(TransferMode.MOVE).setContent(content);
                e.consume();
            }
        });
        addEventHandler(DragEvent.DRAG_OVER, e -> {
            if (e.getDragboard().hasContent(DRAGGED)) {
                e.acceptTransferModes(TransferMode.MOVE);
                e.consume();
            }
        });
        addEventHandler(DragEvent.DRAG_DROPPED, e -> {
            OpenStudy study = study();
            if (study != null && e.getDragboard().getContent(DRAGGED) instanceof Integer id) {
                study.list().move(texts.of("step.moveLabel"), id, getIndex());
                e.setDropCompleted(true);
                e.consume();
            }
        });
    }

    @Override
    protected void updateItem(@Nullable Label label, boolean empty) {
        super.updateItem(label, empty);
        setText(null);
        OpenStudy study = study();
        if (nameField.isVisible() && (label == null || label.id() != renaming)) {
            showName(); // the row went to another label, which does not get what was typed
        }
        if (empty || label == null || study == null) {
            setGraphic(null);
            return;
        }
        boolean hidden = study.hiddenLabels.contains(label.id());
        color.setValue(Color.rgb(label.rgb() >> 16, label.rgb() >> 8 & 0xFF, label.rgb() & 0xFF));
        name.setText(label.name());
        volume.setText(volumeText(study, label));
        color.setAccessibleText(texts.of("labels.doTo", texts.of("labels.color"), label.name()));
        eye.setSelected(hidden);
        decorate(eye, hidden ? "mdi2e-eye-off-outline" : "mdi2e-eye-outline", hidden ? "labels.show" : "labels.hide");
        lock.setSelected(label.locked());
        decorate(
                lock,
                label.locked() ? "mdi2l-lock" : "mdi2l-lock-open-variant-outline",
                label.locked() ? "labels.unlock" : "labels.lock");
        setAccessibleText(texts.of("labels.row", label.name(), volume.getText()).strip());
        setGraphic(row);
        renameIfAsked();
    }

    /** Shows what the study now says of the label. */
    void refresh() {
        updateItem(getItem(), isEmpty());
    }

    private void renameIfAsked() {
        Label label = getItem();
        if (label != null && display.named.get() == label.id() && !nameField.isVisible()) {
            beginRename();
        }
    }

    private String volumeText(OpenStudy study, Label label) {
        double ml = study.census.get().voxels(label.id()) * study.grid().voxelVolumeMm3() / 1000;
        return ml == 0 ? "" : texts.of(ml < 10 ? "labels.smallVolume" : "labels.volume", ml);
    }

    private void beginRename() {
        renaming = getItem().id();
        nameField.setText(name.getText());
        nameField.setVisible(true);
        name.setVisible(false);
        Platform.runLater(
                () -> { // a row that was just made cannot have the focus yet
                    nameField.requestFocus();
                    nameField.selectAll();
                });
    }

    /** The keys go back to the list, and are commands again. */
    private void leaveName(boolean keeps) {
        endRename(keeps);
        getListView().requestFocus();
    }

    private void endRename(boolean keeps) {
        if (!nameField.isVisible()) {
            return;
        }
        display.named.set(Label.BACKGROUND);
        showName();
        String wanted = nameField.getText().strip();
        if (keeps && !wanted.isEmpty()) {
            change("step.renameLabel", label -> label.named(wanted));
        }
    }

    private void showName() {
        nameField.setVisible(false);
        name.setVisible(true);
    }

    private void showOrHide() {
        OpenStudy study = study();
        if (study != null && getItem() != null) {
            int id = getItem().id();
            if (!study.hiddenLabels.remove(id)) {
                study.hiddenLabels.add(id);
            }
        }
    }

    private void change(String step, java.util.function.UnaryOperator<Label> change) {
        OpenStudy study = study();
        if (study != null && getItem() != null && !change.apply(getItem()).equals(getItem())) {
            study.list().change(texts.of(step), getItem().id(), change);
        }
    }

    private @Nullable OpenStudy study() {
        return getListView() == null ? null : (OpenStudy) getListView().getUserData();
    }

    /** Says and shows what a click does, for a label by its name; a row is updated far more often than that changes. */
    private void decorate(ToggleButton button, String icon, String key) {
        button.setAccessibleText(texts.of("labels.doTo", texts.of(key), name.getText()));
        if (!icon.equals(button.getUserData())) {
            button.setUserData(icon);
            button.setGraphic(new FontIcon(icon));
            button.setTooltip(new Tooltip(texts.of(key)));
        }
    }

    private static ToggleButton toggle() {
        ToggleButton button = new ToggleButton();
        button.getStyleClass().addAll("flat", "button-icon", "row-toggle");
        return button;
    }

    private static int rgb(Color color) {
        return (int) Math.round(color.getRed() * 255) << 16
                | (int) Math.round(color.getGreen() * 255) << 8
                | (int) Math.round(color.getBlue() * 255);
    }
}
