package diffusam.app;

import diffusam.engine.Method;
import diffusam.volume.Plane;
import java.util.Arrays;
import java.util.Optional;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Few-shot segmentation: the seeds there are, which slice to label next, the method, how the run is going; and below all that,
 * where it stays, the button that starts and ends a run.
 */
final class FewShotPanel extends VBox {
    private final StudioModel model;
    private final CommandTable commands;
    private final Texts texts;
    private final SeedThumbnails thumbnails;
    private final SeedList seeds;
    private final AdvicePane advice;
    private final RunPane run;
    private final Label hint = PanelParts.text("hint");
    private final ComboBox<Plane> plane = new ComboBox<>();
    private final ComboBox<Method> method = new ComboBox<>();
    private final Button start = new Button();
    private final Button cancel = new Button();
    private final PriorLine prior;
    private final Label ready = PanelParts.text("detail");
    private final Label device = PanelParts.text("detail");
    private final Hyperlink whyNoGpu = new Hyperlink();
    private boolean stale;
    private @Nullable OpenStudy study;

    FewShotPanel(StudioModel model, CommandTable commands, Texts texts) {
        this.model = model;
        this.commands = commands;
        this.texts = texts;
        thumbnails = new SeedThumbnails(texts);
        seeds = new SeedList(texts);
        advice = new AdvicePane(commands.get("nextSeed"), texts);
        run = new RunPane(model.fewShot(), texts);
        prior = new PriorLine(model, texts);
        getStyleClass().addAll("panel", "fewshot-panel");
        Label title = new Label(texts.of("fewshot.title"));
        title.getStyleClass().add("panel-title");
        HBox header = new HBox(title);
        header.getStyleClass().add("panel-header");
        VBox body = new VBox(hint, thumbnails, seeds, choices(), prior);
        body.getStyleClass().add("panel-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("panel-scroll");
        // later, for what is asked for within a layout is passed over
        body.heightProperty()
                .subscribe(height -> Platform.runLater(() -> scroll.setPrefViewportHeight(height.doubleValue())));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(header, scroll, footer());
        listen();
        model.workspace().follow(this::follow);
        invalidate();
    }

    private void listen() {
        FewShot fewShot = model.fewShot();
        fewShot.runningProperty().subscribe(this::invalidate);
        fewShot.method.subscribe(this::invalidate);
        fewShot.losses().addListener((ListChangeListener<Double>) change -> {
            if (fewShot.losses().size() <= 1) {
                invalidate(); // a curve begins or goes; it grows by itself
            }
        });
        fewShot.outcomeProperty().subscribe(this::invalidate);
        fewShot.nextProperty().subscribe(this::invalidate);
        fewShot.deviceNameProperty().subscribe(this::invalidate);
        fewShot.preparedSlicesProperty().subscribe(this::showReadiness);
    }

    private Subscription follow(OpenStudy opened) {
        study = opened;
        plane.setValue(opened.seedPlane.get());
        invalidate();
        return opened.census
                .subscribe(this::invalidate)
                .and(opened.annotationProperty().subscribe(this::invalidate))
                .and(opened.seedPlane.subscribe(plane::setValue))
                .and(opened.selectedLabel.subscribe(this::invalidate));
    }

    private GridPane choices() {
        plane.getItems().setAll(Plane.values());
        plane.setConverter(texts.naming("plane."));
        plane.setId("seed-plane");
        plane.setMaxWidth(Double.MAX_VALUE);
        plane.setAccessibleText(texts.of("fewshot.plane"));
        plane.setOnAction(e -> {
            if (study != null && plane.getValue() != null) {
                study.seedPlane.set(plane.getValue());
            }
        });
        method.getItems()
                .setAll(Arrays.stream(Method.values())
                        .filter(m -> !m.needsTruth())
                        .toList());
        method.setConverter(texts.naming("method."));
        method.setId("method");
        method.setMaxWidth(Double.MAX_VALUE);
        method.valueProperty().bindBidirectional(model.fewShot().method);
        method.setAccessibleText(texts.of("fewshot.method"));
        method.setTooltip(new Tooltip(texts.of("fewshot.method.tip")));
        GridPane grid = new GridPane();
        grid.getStyleClass().add("choices");
        Label planeName = new Label(texts.of("fewshot.plane"));
        planeName.setTooltip(
                new Tooltip(texts.of("fewshot.plane.tip"))); // the choice itself shows none while it cannot be made
        planeName.setLabelFor(plane);
        Label methodName = new Label(texts.of("fewshot.method"));
        methodName.setLabelFor(method);
        grid.addRow(0, planeName, plane);
        grid.addRow(1, methodName, method);
        GridPane.setHgrow(plane, Priority.ALWAYS);
        GridPane.setHgrow(method, Priority.ALWAYS);
        return grid;
    }

    private VBox footer() {
        start.setId("train");
        start.getStyleClass().add("accent");
        start.setGraphic(new FontIcon("mdi2c-creation"));
        start.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(start, Priority.ALWAYS);
        start.setOnAction(e -> {
            if (study != null) {
                model.fewShot().start(study);
            }
        });
        cancel.setId("cancel-run");
        cancel.setText(texts.of("fewshot.cancel"));
        cancel.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(cancel, Priority.ALWAYS);
        cancel.setOnAction(e -> model.fewShot().cancel());
        whyNoGpu.setId("why-no-gpu");
        whyNoGpu.setText(texts.of("fewshot.whyNoGpu"));
        whyNoGpu.setMinWidth(Region.USE_PREF_SIZE);
        whyNoGpu.setOnAction(e -> {
            whyNoGpu.setVisited(false);
            model.notices().warn(model.fewShot().deviceNoteProperty().get());
        });
        HBox.setHgrow(device, Priority.ALWAYS);
        device.setMaxWidth(Double.MAX_VALUE);
        HBox where = new HBox(device, whyNoGpu);
        where.setAlignment(Pos.CENTER_LEFT);
        VBox footer = new VBox(run, advice, prior.broken(), ready, where, new HBox(start, cancel));
        footer.setMinHeight(Region.USE_PREF_SIZE);
        footer.getStyleClass().add("panel-footer");
        return footer;
    }

    private void invalidate() {
        if (!stale) {
            stale = true;
            Platform.runLater(this::refresh);
        }
    }

    private void refresh() {
        stale = false;
        OpenStudy s = study;
        FewShot fewShot = model.fewShot();
        boolean runs = fewShot.runningProperty().get();
        thumbnails.show(s);
        boolean anySeeds = s != null && seeds.show(s);
        PanelParts.show(hint, !anySeeds);
        PanelParts.show(seeds, anySeeds);
        hint.setText(
                s == null ? texts.of("fewshot.noStudy") : texts.of("fewshot.hint", keys("addLabel"), keys("brush")));
        advice.show(
                s == null || runs
                        ? Optional.empty()
                        : SeedAdvice.of(s, fewShot.nextProperty().get()));
        run.show(runs, !fewShot.losses().isEmpty(), fewShot.outcomeProperty().get(), this::labelName);
        PanelParts.show(start, !runs);
        PanelParts.show(cancel, runs);
        start.setDisable(!anySeeds);
        start.setText(texts.of(fewShot.method.get().trains() ? "fewshot.train" : "fewshot.propagate"));
        plane.setDisable(s == null || runs || s.hasProposals());
        method.setDisable(runs);
        showReadiness();
    }

    private String keys(String command) {
        return commands.get(command).keysText();
    }

    private String labelName(int id) {
        OpenStudy s = study;
        return s == null ? "" : s.label(id).map(diffusam.annotation.Label::name).orElse(Integer.toString(id));
    }

    /** How many slices are read, and on what a run computes. */
    private void showReadiness() {
        OpenStudy s = study;
        FewShot fewShot = model.fewShot();
        boolean runs = fewShot.runningProperty().get();
        int prepared = fewShot.preparedSlicesProperty().get();
        int slices = s == null ? 0 : s.seedLayout().slices();
        PanelParts.show(ready, !runs && prepared > 0 && prepared < slices);
        ready.setText(texts.of("fewshot.ready", prepared, slices));
        String name = fewShot.deviceNameProperty().get();
        device.setText(name.isEmpty() ? texts.of("status.noDevice") : texts.of("fewshot.device", name));
        PanelParts.show(whyNoGpu, !fewShot.deviceNoteProperty().get().isEmpty());
    }

    /** Ends the thread that draws the seeds. */
    void dispose() {
        thumbnails.dispose();
    }
}
