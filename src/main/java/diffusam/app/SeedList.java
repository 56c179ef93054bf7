package diffusam.app;

import diffusam.annotation.Label;
import diffusam.app.SliceReview.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;

/** The seed slices of every label that has some; a click leads to one. */
final class SeedList extends ScrollPane {
    private static final int MOST_CHIPS = 12;
    private static final double MOST_HEIGHT = 130;

    private final Texts texts;
    private final VBox rows = new VBox();
    private List<Seeded> shown = List.of();

    SeedList(Texts texts) {
        this.texts = texts;
        rows.getStyleClass().add("seed-list");
        setContent(rows);
        setFitToWidth(true);
        setFocusTraversable(false);
        getStyleClass().add("seed-scroll");
        rows.heightProperty().subscribe(height -> setPrefViewportHeight(Math.min(MOST_HEIGHT, height.doubleValue())));
    }

    /** What a row shows. */
    private record Seeded(OpenStudy study, Label label, List<SliceRun> runs, Optional<Doubt> worst) {}

    /** Lists the seeds of the labels that are not locked; true if there are any. Rows that show the same as before stay. */
    boolean show(OpenStudy study) {
        Map<Integer, Doubt> doubts = study.review().leastCertain();
        List<Seeded> now = study.labels().stream()
                .filter(label -> !label.locked())
                .map(label -> new Seeded(
                        study,
                        label,
                        SliceRun.of(study.review().seeds(label.id())),
                        Optional.ofNullable(doubts.get(label.id()))))
                .filter(seeded -> !seeded.runs.isEmpty())
                .toList();
        List<Node> nodes = new ArrayList<>();
        for (int n = 0; n < now.size(); n++) {
            boolean stays = n < shown.size() && shown.get(n).equals(now.get(n));
            nodes.add(stays ? rows.getChildren().get(n) : row(now.get(n)));
        }
        if (!nodes.equals(rows.getChildren())) {
            rows.getChildren().setAll(nodes);
        }
        shown = now;
        return !now.isEmpty();
    }

    private HBox row(Seeded seeded) {
        OpenStudy study = seeded.study;
        Label label = seeded.label;
        List<SliceRun> runs = seeded.runs;
        Circle dot = new Circle(5);
        dot.setFill(Color.rgb(label.rgb() >> 16, label.rgb() >> 8 & 0xFF, label.rgb() & 0xFF));
        FlowPane chips = new FlowPane();
        chips.getStyleClass().add("seed-chips");
        HBox.setHgrow(chips, Priority.ALWAYS);
        chips.getChildren().add(new javafx.scene.control.Label(label.name()));
        runs.stream().limit(MOST_CHIPS).forEach(run -> chips.getChildren().add(chip(study, label, run)));
        if (runs.size() > MOST_CHIPS) {
            chips.getChildren().add(new javafx.scene.control.Label(texts.of("fewshot.moreSeeds")));
        }
        seeded.worst.ifPresent(worst -> chips.getChildren().add(doubt(study, label, worst)));
        HBox row = new HBox(dot, chips);
        row.setAlignment(Pos.TOP_LEFT);
        row.getStyleClass().add("seed-row");
        return row;
    }

    /** Leads to the middle of a run of slices. */
    private Hyperlink chip(OpenStudy study, Label label, SliceRun run) {
        Hyperlink chip = chip(run.text(), "seed-chip", () -> study.review().goTo(label.id(), run.middle()));
        chip.setTooltip(new Tooltip(texts.of("fewshot.goTo", run.middle() + 1)));
        chip.setAccessibleText(texts.of("fewshot.seedOf", label.name(), run.text()));
        return chip;
    }

    /** Leads to the slice on which the last run was least sure of the label. */
    private Hyperlink doubt(OpenStudy study, Label label, Doubt worst) {
        String text = texts.of("fewshot.worst", worst.slice() + 1, texts.share(worst.confidence()));
        Hyperlink chip = chip(text, "doubt-chip", () -> study.review().goTo(label.id(), worst.slice()));
        chip.setTooltip(new Tooltip(texts.of("fewshot.worst.tip")));
        chip.setAccessibleText(
                texts.of("fewshot.worstOf", label.name(), worst.slice() + 1, texts.share(worst.confidence())));
        return chip;
    }

    private static Hyperlink chip(String text, String styleClass, Runnable action) {
        Hyperlink chip = new Hyperlink(text);
        chip.getStyleClass().add(styleClass);
        chip.setOnAction(e -> {
            chip.setVisited(false);
            action.run();
        });
        return chip;
    }
}
