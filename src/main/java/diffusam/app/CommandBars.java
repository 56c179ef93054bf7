package diffusam.app;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Menus and tool buttons made from the command table. */
final class CommandBars {
    private final CommandTable table;
    private final Texts texts;

    CommandBars(CommandTable table, Texts texts) {
        this.table = table;
        this.texts = texts;
    }

    MenuBar menuBar() {
        MenuBar bar = new MenuBar();
        table.menus().forEach((key, ids) -> {
            Menu menu = new Menu(texts.of(key));
            for (List<Command> group : table.groups(ids)) {
                if (!menu.getItems().isEmpty()) {
                    menu.getItems().add(new SeparatorMenuItem());
                }
                group.forEach(command -> menu.getItems().add(item(command)));
            }
            bar.getMenus().add(menu);
        });
        return bar;
    }

    /** The toolbar's buttons, with separators between the groups. */
    List<Node> toolbar() {
        List<Node> nodes = new ArrayList<>();
        for (List<Command> group : table.groups(table.toolbar())) {
            if (!nodes.isEmpty()) {
                nodes.add(new Separator(javafx.geometry.Orientation.VERTICAL));
            }
            group.forEach(command -> nodes.add(button(command)));
        }
        return nodes;
    }

    private MenuItem item(Command command) {
        MenuItem item = command.selected() == null ? new MenuItem() : checkItem(command.selected());
        item.setText(command.text());
        item.setId("menu-" + command.id());
        item.acceleratorProperty().bind(command.keys());
        item.setOnAction(e -> command.run());
        item.disableProperty().bind(Bindings.not(command.enabled()));
        return item;
    }

    private static CheckMenuItem checkItem(ObservableBooleanValue selected) {
        CheckMenuItem item = new CheckMenuItem();
        selected.subscribe(item::setSelected);
        item.selectedProperty().addListener((o, was, is) -> item.setSelected(selected.get()));
        return item;
    }

    private ButtonBase button(Command command) {
        ButtonBase button = command.selected() == null ? new Button() : toggle(command.selected());
        button.setGraphic(new FontIcon(command.icon()));
        button.getStyleClass().addAll("button-icon", "flat");
        button.setId("tool-" + command.id());
        button.setFocusTraversable(false);
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> command.text() + (command.keysText().isEmpty() ? "" : " (" + command.keysText() + ")"),
                        command.keys()));
        button.setTooltip(tooltip);
        button.setAccessibleText(command.text());
        button.setOnAction(e -> command.run());
        button.disableProperty().bind(Bindings.not(command.enabled()));
        return button;
    }

    /** The command, not the click, decides whether the button is on. */
    private static ToggleButton toggle(ObservableBooleanValue selected) {
        ToggleButton button = new ToggleButton();
        selected.subscribe(button::setSelected);
        button.selectedProperty().addListener((o, was, is) -> button.setSelected(selected.get()));
        return button;
    }
}
