package diffusam.app;

import diffusam.viewer.render.Overlay;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

/** The window's content: menus and tools above, views in the middle, labels and few-shot panel at the right. */
final class MainWindow {
    private static final double LEAST_SIDE = 300;
    private static final double LEAST_LABELS = 220;

    /** In a low window two rows must do, so that the button below stays in sight. */
    private static final double FEWEST_LABELS = 116;

    private static final double LABELS_SHARE = 0.33;

    private final StudioModel model;
    private final Texts texts;
    private final ViewGrid views;
    private final CommandPalette palette;
    private final Tour tour;
    private final FewShotPanel fewShot;
    private final Tab measures = new Tab();
    private final StackPane root;

    /** Gives the window the colour that its theme has for what no panel covers. */
    private final Region ground = new Region();

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
        fewShot = new FewShotPanel(model, commands, texts);
        CommandBars bars = new CommandBars(commands, texts);
        palette = new CommandPalette(commands, texts);
        BorderPane content = new BorderPane();
        content.getStyleClass().add("studio");
        content.setTop(new VBox(bars.menuBar(), toolbar(bars)));
        content.setCenter(middle(commands, scans, recent));
        content.setBottom(new StatusBar(model, background, texts));
        tour = new Tour(commands, texts);
        root = new StackPane(content, tour, palette, ground);
        root.getStyleClass().add("window");
        ground.getStyleClass().add("window-ground");
        ground.setManaged(false);
    }

    CommandPalette palette() {
        return palette;
    }

    Tour tour() {
        return tour;
    }

    /** Ends the threads of the panels. */
    void dispose() {
        fewShot.dispose();
    }

    /** True while the figures of the labels are on the screen. */
    ObservableBooleanValue measuresShown() {
        return measures.selectedProperty();
    }

    Scene scene(double width, double height) {
        Scene scene = new Scene(root, width, height);
        scene.fillProperty()
                .bind(ground.backgroundProperty()
                        .map(colored -> colored.getFills().getFirst().getFill())
                        .orElse(Color.BLACK));
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

    /** What is segmented, and what is measured. */
    private TabPane side(VBox segment, MeasurePanel measure) {
        Tab first = new Tab(texts.of("side.segment"), segment);
        measures.setText(texts.of("side.measure"));
        measures.setContent(measure);
        measures.setId("tab-measure");
        TabPane side = new TabPane(first, measures);
        side.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        side.getStyleClass().add("side-tabs");
        side.setMinWidth(LEAST_SIDE);
        SplitPane.setResizableWithParent(side, false);
        return side;
    }

    private SplitPane middle(CommandTable commands, ScanPanel scans, RecentStudies recent) {
        SecondBar second = new SecondBar(model, texts);
        NoticePane notices = new NoticePane(model.notices(), texts);
        WelcomePane welcome = new WelcomePane(commands, recent, texts);
        StackPane viewsAndNotices = new StackPane(
                new BorderPane(views, second, null, null, null),
                welcome,
                new GlimpsePane(model.workspace().glimpseProperty(), texts),
                notices);
        StackPane.setAlignment(notices, Pos.BOTTOM_RIGHT);
        var empty = Bindings.createBooleanBinding(
                () -> model.workspace().open().isEmpty(), model.workspace().openProperty());
        welcome.visibleProperty().bind(empty);
        views.visibleProperty().bind(empty.not());
        LabelPanel labels = new LabelPanel(model, commands, texts);
        labels.setPrefHeight(LEAST_LABELS); // it gets what the other leaves
        VBox panels = new VBox(labels, fewShot);
        labels.minHeightProperty()
                .bind(panels.heightProperty()
                        .map(height -> Math.clamp(LABELS_SHARE * height.doubleValue(), FEWEST_LABELS, LEAST_LABELS)));
        VBox.setVgrow(labels, Priority.ALWAYS);
        VBox.setVgrow(fewShot, Priority.SOMETIMES);
        panels.getStyleClass().add("side");
        TabPane side = side(panels, new MeasurePanel(commands, model.workspace(), measuresShown(), texts));
        SplitPane split = new SplitPane(viewsAndNotices, side);
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
