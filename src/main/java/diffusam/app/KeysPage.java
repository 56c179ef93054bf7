package diffusam.app;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Every command with its keys, made from the command table; a click on the keys changes them. */
final class KeysPage extends VBox {
    private final CommandTable commands;
    private final Keys keys;
    private final Texts texts;
    private final CommandSearch search;
    private final TextField wanted = new TextField();
    private final VBox sections = new VBox();
    private final Label question = new Label();
    private final HBox answers = new HBox();
    private @Nullable Command waiting;

    KeysPage(CommandTable commands, Keys keys, Texts texts) {
        this.commands = commands;
        this.keys = keys;
        this.texts = texts;
        search = new CommandSearch(commands.inOrder(), List.of(Texts.in(Locale.ENGLISH), Texts.in(Locale.GERMAN)));
        wanted.setId("keys-search");
        wanted.setPromptText(texts.of("keys.search"));
        wanted.setAccessibleText(texts.of("keys.search"));
        wanted.textProperty().subscribe(this::refresh);
        setId("keys-page");
        getStyleClass().add("keys-page");
        sections.getStyleClass().add("shortcuts");
        question.setWrapText(true);
        answers.getStyleClass().add("answers");
        getChildren().setAll(sections);
        refresh();
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /** Where the user says what to look for. */
    Node header() {
        HBox header = new HBox(new FontIcon("mdi2m-magnify"), wanted);
        HBox.setHgrow(wanted, Priority.ALWAYS);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("keys-header");
        return header;
    }

    /** Where questions and hints stand, so that they stay in sight when the page is scrolled. */
    Node footer() {
        Button resetAll = button("keys.resetAll", () -> {
            keys.resetAll();
            refresh();
        });
        VBox footer = new VBox(question, new HBox(answers, resetAll));
        footer.getStyleClass().add("keys-footer");
        return footer;
    }

    private void refresh() {
        waiting = null;
        say(texts.of("keys.hint"));
        sections.getChildren().clear();
        Set<Command> found = new HashSet<>(search.find(wanted.getText()));
        commands.menus().forEach((menu, ids) -> addSection(texts.of(menu), ids, found));
        addMouse();
        if (sections.getChildren().isEmpty()) {
            sections.getChildren().add(new Label(texts.of("keys.nothing", wanted.getText())));
        }
    }

    private void addSection(String title, List<String> ids, Set<Command> found) {
        GridPane grid = grid();
        int row = 0;
        for (List<Command> group : commands.groups(ids)) {
            for (Command command : group) {
                if (found.contains(command)) {
                    grid.addRow(row++, cap(command), new Label(command.text()), resetLink(command));
                }
            }
        }
        addTitled(title, grid);
    }

    private HBox cap(Command command) {
        Button cap = new Button();
        cap.getStyleClass().addAll("key-cap", "flat");
        cap.setId("keys-" + command.id());
        cap.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> command.keysText().isEmpty() ? "—" : command.keysText(), command.keys()));
        cap.setAccessibleText(texts.of("keys.change", command.text()));
        cap.setOnAction(e -> {
            waiting = command;
            say(texts.of("keys.press", command.text()));
            requestFocus();
        });
        return box(cap);
    }

    private Hyperlink resetLink(Command command) {
        Hyperlink link = new Hyperlink(texts.of("keys.reset"));
        link.setVisible(keys.isChanged(command.id()));
        link.setAccessibleText(texts.of("keys.resetOne", command.text()));
        link.setOnAction(e -> {
            keys.reset(command.id());
            refresh();
        });
        return link;
    }

    private void keyPressed(KeyEvent e) {
        Command command = waiting;
        if (command == null) {
            return;
        }
        e.consume();
        if (e.getCode() == KeyCode.ESCAPE) {
            refresh();
        } else if (e.getCode() == KeyCode.BACK_SPACE || e.getCode() == KeyCode.DELETE) {
            choose(command, Optional.empty());
        } else {
            Keys.pressed(e).ifPresent(pressed -> offer(command, pressed));
        }
    }

    private void offer(Command command, KeyCombination pressed) {
        Optional<String> holder = keys.holder(pressed, command.id());
        if (holder.isEmpty()) {
            choose(command, Optional.of(pressed));
            return;
        }
        waiting = null;
        say(texts.of(
                "keys.taken",
                pressed.getDisplayText(),
                commands.get(holder.get()).text()));
        answers.getChildren()
                .setAll(
                        button("keys.take", () -> choose(command, Optional.of(pressed))),
                        button("keys.leave", this::refresh));
    }

    private void choose(Command command, Optional<KeyCombination> pressed) {
        keys.choose(command.id(), pressed);
        refresh();
    }

    private void say(String text) {
        question.setText(text);
        answers.getChildren().clear();
    }

    private void addMouse() {
        GridPane grid = grid();
        int row = 0;
        for (String gesture :
                List.of("scroll", "zoom", "window", "pan", "crosshair", "maximise", "finish", "hide", "step", "pen")) {
            Label cap = new Label(texts.of("mouse." + gesture + ".how"));
            Label what = new Label(texts.of("mouse." + gesture + ".what"));
            cap.getStyleClass().add("key-cap");
            if (isWanted(cap.getText()) || isWanted(what.getText())) {
                grid.addRow(row++, box(cap), what);
            }
        }
        addTitled(texts.of("mouse.title"), grid);
    }

    private boolean isWanted(String text) {
        return text.toLowerCase(texts.locale())
                .contains(wanted.getText().strip().toLowerCase(texts.locale()));
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(texts.of(key));
        button.setId(key.replace('.', '-'));
        button.getStyleClass().add("small");
        button.setOnAction(e -> action.run());
        return button;
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("shortcut-grid");
        return grid;
    }

    private static HBox box(Node cap) {
        HBox box = new HBox(cap);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(170);
        return box;
    }

    /** A section in which nothing was found is left out. */
    private void addTitled(String title, GridPane grid) {
        if (!grid.getChildren().isEmpty()) {
            Label label = new Label(title);
            label.getStyleClass().add("panel-title");
            sections.getChildren().add(new VBox(label, grid));
        }
    }
}
