package diffusam.app;

import diffusam.annotation.Label;
import diffusam.app.FewShot.Outcome;
import diffusam.engine.FewShotResult;
import diffusam.engine.Method;
import diffusam.jobs.Progress;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Few-shot segmentation: the seeds there are, the method, one button, and how the run is going. */
final class FewShotPanel extends VBox {
    private static final int MOST_CHIPS = 12;
    private static final double MOST_SEED_HEIGHT = 130;

    private final StudioModel model;
    private final Texts texts;
    private final VBox seeds = new VBox();
    private final ScrollPane seedScroll = new ScrollPane(seeds);
    private final javafx.scene.control.Label hint = text("hint");
    private final ComboBox<Plane> plane = new ComboBox<>();
    private final ComboBox<Method> method = new ComboBox<>();
    private final Button start = new Button();
    private final Button cancel = new Button();
    private final VBox running = new VBox();
    private final LossCurve curve;
    private final javafx.scene.control.Label stage = text("stage");
    private final javafx.scene.control.Label detail = text("detail");
    private final ProgressBar bar = new ProgressBar(0);
    private final javafx.scene.control.Label outcome = text("outcome");
    private final javafx.scene.control.Label device = text("detail");
    private final SeedThumbnails thumbnails;
    private boolean stale;
    private @Nullable OpenStudy study;

    FewShotPanel(StudioModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        thumbnails = new SeedThumbnails(texts);
        curve = new LossCurve(model.fewShot().losses());
        getStyleClass().addAll("panel", "fewshot-panel");
        javafx.scene.control.Label title = new javafx.scene.control.Label(texts.of("fewshot.title"));
        title.getStyleClass().add("panel-title");
        HBox header = new HBox(title);
        header.getStyleClass().add("panel-header");
        buildButtons();
        buildRunning();
        VBox body = new VBox(
                hint, thumbnails, seedScroll, choices(), new HBox(start, cancel), device, running, curve, outcome);
        body.getStyleClass().add("panel-body");
        seeds.getStyleClass().add("seed-list");
        seedScroll.setFitToWidth(true);
        seedScroll.getStyleClass().add("seed-scroll");
        seeds.heightProperty()
                .subscribe(
                        height -> seedScroll.setPrefViewportHeight(Math.min(MOST_SEED_HEIGHT, height.doubleValue())));
        getChildren().addAll(header, body);
        FewShot fewShot = model.fewShot();
        fewShot.runningProperty().subscribe(this::invalidate);
        fewShot.progressProperty().subscribe(this::showProgress);
        fewShot.method.subscribe(this::invalidate);
        fewShot.losses().addListener((ListChangeListener<Double>) change -> invalidate());
        fewShot.outcomeProperty().subscribe(this::invalidate);
        fewShot.deviceNameProperty().subscribe(this::invalidate);
        model.workspace().follow(this::follow);
        invalidate();
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
        method.setTooltip(new Tooltip(texts.of("fewshot.method.tip")));
        GridPane grid = new GridPane();
        grid.getStyleClass().add("choices");
        grid.addRow(0, new javafx.scene.control.Label(texts.of("fewshot.plane")), plane);
        grid.addRow(1, new javafx.scene.control.Label(texts.of("fewshot.method")), method);
        GridPane.setHgrow(plane, Priority.ALWAYS);
        GridPane.setHgrow(method, Priority.ALWAYS);
        return grid;
    }

    private void buildButtons() {
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
    }

    private void buildRunning() {
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setId("run-progress");
        running.getStyleClass().add("running");
        running.getChildren().addAll(stage, bar, detail);
    }

    private void invalidate() {
        if (!stale) {
            stale = true;
            Platform.runLater(this::refresh);
        }
    }

    private void refresh() {
        stale = false;
        boolean runs = model.fewShot().runningProperty().get();
        Optional<Outcome> ended = model.fewShot().outcomeProperty().get();
        boolean anySeeds = showSeeds();
        show(hint, !anySeeds);
        show(seedScroll, anySeeds);
        hint.setText(texts.of(study == null ? "fewshot.noStudy" : "fewshot.hint"));
        show(start, !runs);
        show(cancel, runs);
        start.setDisable(!anySeeds);
        start.setText(texts.of(model.fewShot().method.get().trains() ? "fewshot.train" : "fewshot.propagate"));
        show(running, runs);
        show(curve, !model.fewShot().losses().isEmpty());
        show(outcome, !runs && ended.isPresent());
        ended.ifPresent(o -> outcome.setText(outcomeText(o)));
        String name = model.fewShot().deviceNameProperty().get();
        show(device, !runs && anySeeds && !name.isEmpty());
        device.setText(texts.of("fewshot.device", name));
        plane.setDisable(study == null || runs || study.hasProposals());
    }

    /** Lists the seed slices of every label that has some; true if there are any. */
    private boolean showSeeds() {
        seeds.getChildren().clear();
        OpenStudy s = study;
        thumbnails.show(s);
        if (s == null) {
            return false;
        }
        SliceLayout layout = s.seedLayout();
        for (Label label : s.labels()) {
            NavigableSet<Integer> slices = Proposals.humanSlices(
                    s.annotation(), layout, label.id(), s.census.get().slicesWith(layout, label.id()));
            if (!slices.isEmpty() && !label.locked()) {
                seeds.getChildren().add(seedRow(s, label, slices));
            }
        }
        return !seeds.getChildren().isEmpty();
    }

    private HBox seedRow(OpenStudy s, Label label, NavigableSet<Integer> slices) {
        Circle dot = new Circle(5);
        dot.setFill(javafx.scene.paint.Color.rgb(label.rgb() >> 16, label.rgb() >> 8 & 0xFF, label.rgb() & 0xFF));
        FlowPane chips = new FlowPane();
        chips.getStyleClass().add("seed-chips");
        HBox.setHgrow(chips, Priority.ALWAYS);
        chips.getChildren().add(new javafx.scene.control.Label(label.name()));
        List<SliceRun> runs = SliceRun.of(slices);
        runs.stream().limit(MOST_CHIPS).forEach(run -> chips.getChildren().add(chip(s, label, run)));
        if (runs.size() > MOST_CHIPS) {
            chips.getChildren().add(new javafx.scene.control.Label(texts.of("fewshot.moreSeeds")));
        }
        HBox row = new HBox(dot, chips);
        row.setAlignment(Pos.TOP_LEFT);
        row.getStyleClass().add("seed-row");
        return row;
    }

    /** Leads to the middle of a run of slices. */
    private Hyperlink chip(OpenStudy s, Label label, SliceRun run) {
        Hyperlink chip = new Hyperlink(run.text());
        chip.getStyleClass().add("seed-chip");
        chip.setTooltip(new Tooltip(texts.of("fewshot.goTo", run.middle() + 1)));
        chip.setOnAction(e -> {
            chip.setVisited(false);
            s.selectedLabel.set(label.id());
            s.crosshair.set(s.crosshair.get().onSlice(s.seedLayout(), run.middle()));
        });
        return chip;
    }

    private void showProgress(Progress moment) {
        stage.setText(moment.stage());
        bar.setProgress(moment.total() > 0 ? moment.fraction() : ProgressBar.INDETERMINATE_PROGRESS);
        String count = moment.total() > 0 ? texts.of("fewshot.count", moment.done(), moment.total()) : "";
        String left = Double.isNaN(moment.remainingSeconds())
                ? ""
                : texts.of("fewshot.left", Math.ceil(moment.remainingSeconds()));
        detail.setText(count + left);
    }

    private String outcomeText(Outcome ended) {
        return switch (ended.ending()) {
            case DONE -> ended.result().map(this::doneText).orElse("") + "\n" + usedText(ended);
            case CANCELLED -> texts.of("fewshot.cancelled");
            case FAILED -> texts.of("fewshot.failed");
        };
    }

    private String usedText(Outcome ended) {
        String method = texts.of("method." + ended.method());
        return ended.left() == 0
                ? texts.of("fewshot.doneBy", method, ended.slices())
                : texts.of("fewshot.doneSpan", method, ended.slices(), ended.left());
    }

    /** Ends the thread that draws the seeds. */
    void dispose() {
        thumbnails.dispose();
    }

    private String doneText(FewShotResult result) {
        double total = result.encodeSeconds() + result.trainSeconds() + result.propagateSeconds();
        return texts.of(
                "fewshot.done", total, result.encodeSeconds(), result.trainSeconds(), result.propagateSeconds());
    }

    private static void show(javafx.scene.Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static javafx.scene.control.Label text(String styleClass) {
        javafx.scene.control.Label label = new javafx.scene.control.Label();
        label.setWrapText(true);
        label.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        label.getStyleClass().add(styleClass);
        return label;
    }
}
