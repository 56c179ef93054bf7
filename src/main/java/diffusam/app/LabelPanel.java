package diffusam.app;

import diffusam.annotation.Label;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The labels of the open study: choose, add, rename, colour, lock, hide, delete, put in order by dragging. */
final class LabelPanel extends BorderPane {
    private static final List<String> MENU = List.of(
            "solo",
            "showAllLabels",
            "moveLabelUp",
            "moveLabelDown",
            CommandTable.SEPARATOR,
            "preset.ABDOMEN",
            "preset.THORAX",
            "preset.BRAIN",
            "preset.PROSTATE",
            "preset.TOTALSEGMENTATOR",
            CommandTable.SEPARATOR,
            "importLabelList",
            "exportLabelList");

    private final CommandTable commands;
    private final Texts texts;
    private final ListView<Label> list = new ListView<>();

    /** Those that the list has made so far: it makes few, and uses them again. */
    private final List<LabelRow> rows = new ArrayList<>();

    private final javafx.scene.control.Label empty;
    private @Nullable OpenStudy study;

    LabelPanel(StudioModel model, CommandTable commands, Texts texts) {
        this.commands = commands;
        this.texts = texts;
        getStyleClass().addAll("panel", "label-panel");
        empty = new javafx.scene.control.Label(texts.of("labels.empty"));
        empty.setWrapText(true);
        empty.getStyleClass().add("hint");
        list.setId("labels");
        list.setPlaceholder(empty);
        list.setCellFactory(view -> {
            LabelRow row = new LabelRow(model.display(), texts);
            rows.add(row);
            return row;
        });
        list.setFixedCellSize(36);
        list.setAccessibleText(texts.of("labels.title"));
        list.getSelectionModel().selectedItemProperty().subscribe(label -> {
            if (study != null && label != null) {
                study.selectedLabel.set(label.id());
            }
        });
        setTop(header(model));
        setCenter(list);
        model.workspace().follow(this::follow);
    }

    private HBox header(StudioModel model) {
        javafx.scene.control.Label title = new javafx.scene.control.Label(texts.of("labels.title"));
        title.getStyleClass().add("panel-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button add = button("mdi2p-plus", "labels.add", commands.get("addLabel")::run);
        add.setId("add-label");
        Button delete = button("mdi2t-trash-can-outline", "labels.delete", () -> {
            if (study != null) {
                study.list().delete(texts.of("step.deleteLabel"), study.selectedLabel.get());
            }
        });
        for (Button button : List.of(add, delete)) {
            button.disableProperty().bind(model.workspace().openProperty().map(java.util.Optional::isEmpty));
        }
        HBox header = new HBox(title, space, add, delete, more());
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("panel-header");
        return header;
    }

    /** The commands that concern the whole list. */
    private MenuButton more() {
        MenuButton more = new MenuButton(null, new FontIcon("mdi2d-dots-vertical"));
        more.setId("label-menu");
        more.getStyleClass().addAll("flat", "button-icon", "menu-without-arrow");
        more.setTooltip(new Tooltip(texts.of("labels.more")));
        more.setAccessibleText(texts.of("labels.more"));
        for (String id : MENU) {
            if (id.equals(CommandTable.SEPARATOR)) {
                more.getItems().add(new SeparatorMenuItem());
            } else {
                Command command = commands.get(id);
                MenuItem item = new MenuItem(command.text());
                item.setOnAction(e -> command.run());
                item.disableProperty().bind(Bindings.not(command.enabled()));
                more.getItems().add(item);
            }
        }
        return more;
    }

    private Button button(String icon, String key, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("flat", "button-icon");
        button.setTooltip(new Tooltip(texts.of(key)));
        button.setAccessibleText(texts.of(key));
        button.setOnAction(e -> action.run());
        return button;
    }

    private Subscription follow(OpenStudy opened) {
        study = opened;
        list.setUserData(opened);
        Subscription labels = opened.annotationProperty().subscribe(annotation -> showLabels(opened));
        Subscription hidden = opened.colorsProperty().subscribe(this::refreshRows);
        Subscription selection = opened.selectedLabel.subscribe(id -> select(id.intValue()));
        Subscription volumes = opened.census.subscribe(this::refreshRows);
        return labels.and(hidden).and(selection).and(volumes);
    }

    /** In place: the list itself would make all its rows anew, which takes many times as long. */
    private void refreshRows() {
        rows.forEach(LabelRow::refresh);
    }

    private void showLabels(OpenStudy opened) {
        List<Label> labels = opened.labels();
        if (!labels.equals(list.getItems())) {
            int selected = opened.selectedLabel.get();
            list.getItems().setAll(labels);
            select(selected);
        }
    }

    private void select(int id) {
        for (int n = 0; n < list.getItems().size(); n++) {
            if (list.getItems().get(n).id() == id) {
                list.getSelectionModel().select(n);
                list.scrollTo(Math.max(0, n - 2));
            }
        }
    }
}
