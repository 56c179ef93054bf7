package diffusam.app;

import diffusam.viewer.render.Overlay;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The window's content: menus and tools above, views in the middle, labels and few-shot panel at the right. */
final class MainWindow {
    private final StudioModel model;
    private final Texts texts;
    private final ViewGrid views;
    private final CommandPalette palette;
    private final Tour tour;
    private final StackPane root;

    MainWindow(
            StudioModel model,
            Background background,
            Texts texts,
            ViewGrid views,
            CommandTable commands,
            ScanPanel scans,
            RecentStudies recent) {
        this.model = model;
        this.texts = texts;
        this.views = views;
        CommandBars bars = new CommandBars(commands, texts);
        palette = new CommandPalette(commands, texts);
        BorderPane content = new BorderPane();
        content.getStyleClass().add("studio");
        content.setTop(new VBox(bars.menuBar(), toolbar(bars)));
        content.setCenter(middle(commands, scans, recent));
        content.setBottom(new StatusBar(model, background, texts));
        tour = new Tour(commands, texts);
        root = new StackPane(content, tour, palette);
    }

    CommandPalette palette() {
        return palette;
    }

    Tour tour() {
        return tour;
    }

    Scene scene(double width, double height) {
        Scene scene = new Scene(root, width, height);
        new HeldKeys(scene, model.display());
        return scene;
    }

    private ToolBar toolbar(CommandBars bars) {
        ToolBar toolbar = new ToolBar(bars.toolbar().toArray(Node[]::new));
        Slider opacity = slider(0, 1, "tool.opacity");
        opacity.valueProperty().bindBidirectional(model.display().opacity);
        opacity.disableProperty().bind(model.display().overlay.isEqualTo(Overlay.OUTLINED));
        toolbar.getItems().add(indexOf(toolbar, "tool-limited") + 1, new ToolOptions(model, texts));
        toolbar.getItems().add(indexOf(toolbar, "tool-both") + 1, opacity);
        return toolbar;
    }

    private static int indexOf(ToolBar toolbar, String id) {
        for (int n = 0; n < toolbar.getItems().size(); n++) {
            if (id.equals(toolbar.getItems().get(n).getId())) {
                return n;
            }
        }
        throw new IllegalArgumentException("no tool button " + id);
    }

    private Slider slider(double least, double most, String key) {
        Slider slider = new Slider(least, most, least);
        slider.setPrefWidth(80);
        slider.setFocusTraversable(false);
        slider.setTooltip(new Tooltip(texts.of(key)));
        slider.setAccessibleText(texts.of(key));
        return slider;
    }

    private SplitPane middle(CommandTable commands, ScanPanel scans, RecentStudies recent) {
        SecondBar second = new SecondBar(model, texts);
        NoticePane notices = new NoticePane(model.notices(), texts);
        WelcomePane welcome = new WelcomePane(commands, recent, texts);
        StackPane viewsAndNotices = new StackPane(new BorderPane(views, second, null, null, null), welcome, notices);
        StackPane.setAlignment(notices, Pos.BOTTOM_RIGHT);
        var empty = Bindings.createBooleanBinding(
                () -> model.workspace().open().isEmpty(), model.workspace().openProperty());
        welcome.visibleProperty().bind(empty);
        views.visibleProperty().bind(empty.not());
        FewShotPanel fewShot = new FewShotPanel(model, texts);
        fewShot.setMinHeight(Region.USE_PREF_SIZE);
        VBox panels = new VBox(new LabelPanel(model, commands, texts), fewShot);
        VBox.setVgrow(panels.getChildren().getFirst(), Priority.ALWAYS);
        panels.getStyleClass().add("side");
        panels.setMinWidth(Region.USE_PREF_SIZE);
        SplitPane.setResizableWithParent(panels, false);
        SplitPane split = new SplitPane(viewsAndNotices, panels);
        split.setDividerPositions(0.78);
        SplitPane.setResizableWithParent(scans, false);
        model.scans().shown.subscribe(shown -> {
            if (shown) {
                split.getItems().addFirst(scans);
                split.setDividerPositions(0.2, 0.78);
            } else {
                split.getItems().remove(scans);
                split.setDividerPositions(0.78);
            }
        });
        return split;
    }
}
