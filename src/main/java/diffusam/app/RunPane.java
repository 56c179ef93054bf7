package diffusam.app;

import diffusam.app.FewShot.Outcome;
import diffusam.engine.FewShotResult;
import diffusam.jobs.Progress;
import java.util.Optional;
import java.util.function.IntFunction;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

/** How a run is going: stage, time left, training curve; afterwards how it ended. */
final class RunPane extends VBox {
    private final Texts texts;
    private final Label stage = PanelParts.text("stage");
    private final ProgressBar bar = new ProgressBar(0);
    private final Label detail = PanelParts.text("detail");
    private final VBox running = new VBox(stage, bar, detail);
    private final LossCurve curve;
    private final Label outcome = PanelParts.text("outcome");
    private final Hyperlink why = new Hyperlink();
    private final Label choices = PanelParts.text("detail");

    RunPane(FewShot fewShot, Texts texts) {
        this.texts = texts;
        curve = new LossCurve(fewShot.losses(), texts);
        getStyleClass().add("run-pane");
        running.getStyleClass().add("running");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setId("run-progress");
        bar.setAccessibleText(texts.of("fewshot.progress"));
        outcome.setId("run-outcome");
        why.setId("why-method");
        why.setText(texts.of("choice.why"));
        why.setOnAction(e -> {
            why.setVisited(false);
            PanelParts.show(choices, !choices.isVisible());
        });
        PanelParts.show(choices, false);
        getChildren().addAll(running, curve, outcome, why, choices);
        fewShot.progressProperty().subscribe(this::show);
    }

    /**
     * Shows what there is to show.
     *
     * @param names of labels
     */
    void show(boolean runs, boolean trained, Optional<Outcome> ended, IntFunction<String> names) {
        PanelParts.show(running, runs);
        PanelParts.show(curve, runs && trained);
        PanelParts.show(outcome, !runs && ended.isPresent());
        ended.ifPresent(o -> outcome.setText(outcomeText(o)));
        choices.setText(ended.flatMap(Outcome::result)
                .map(result -> new ChoiceTexts(texts, names).of(result.choices()))
                .orElse(""));
        PanelParts.show(why, !runs && !choices.getText().isEmpty());
        PanelParts.show(choices, choices.isVisible() && why.isVisible());
        PanelParts.show(this, runs || ended.isPresent());
    }

    private void show(Progress moment) {
        stage.setText(texts.stage(moment.stage()));
        bar.setProgress(moment.total() > 0 ? moment.fraction() : ProgressBar.INDETERMINATE_PROGRESS);
        String count = moment.total() > 0 ? texts.of("fewshot.count", moment.done(), moment.total()) : "";
        String left = Double.isNaN(moment.remainingSeconds())
                ? ""
                : texts.of("fewshot.left", texts.duration(moment.remainingSeconds()));
        detail.setText(count + left);
    }

    private String outcomeText(Outcome ended) {
        return switch (ended.ending()) {
            case DONE -> ended.result().map(this::doneText).orElse("") + "\n" + usedText(ended);
            case CANCELLED -> texts.of("fewshot.cancelled");
            case FAILED -> texts.of("fewshot.failed");
        };
    }

    private String doneText(FewShotResult result) {
        double total = result.encodeSeconds() + result.trainSeconds() + result.propagateSeconds();
        return texts.of(
                "fewshot.done",
                texts.duration(total),
                texts.duration(result.encodeSeconds()),
                texts.duration(result.trainSeconds()),
                texts.duration(result.propagateSeconds()));
    }

    private String usedText(Outcome ended) {
        String method = texts.of("method." + ended.method());
        return ended.left() == 0
                ? texts.of("fewshot.doneBy", method, ended.slices())
                : texts.of("fewshot.doneSpan", method, ended.slices(), ended.left());
    }
}
