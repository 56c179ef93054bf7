package diffusam.app;

import diffusam.project.PriorReference;
import diffusam.project.UnfinishedRun;
import java.util.Optional;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/** Says what has been trained for the open study, whether it is out of date, and whether a run was broken off. */
final class PriorLine extends VBox {
    private final FewShot fewShot;
    private final Texts texts;
    private final Label prior = new Label();
    private final Label broken = new Label();
    private final Hyperlink use = new Hyperlink();

    PriorLine(StudioModel model, Texts texts) {
        fewShot = model.fewShot();
        this.texts = texts;
        prior.setId("prior");
        broken.setId("broken-off");
        for (Label label : new Label[] {prior, broken}) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            label.getStyleClass().add("detail");
        }
        use.setId("use-prior");
        use.setText(texts.of("prior.use"));
        use.setWrapText(true);
        getChildren().setAll(prior, use);
        show(Optional.empty(), Optional.empty(), false);
        model.workspace().follow(this::follow);
    }

    private Subscription follow(OpenStudy study) {
        use.setOnAction(e -> {
            use.setVisited(false);
            fewShot.propagateWithKept(study);
        });
        Runnable refresh = () -> refresh(study);
        refresh.run();
        return study.priors()
                .allProperty()
                .subscribe(refresh)
                .and(study.priors().seedsNow.subscribe(refresh))
                .and(study.priors().unfinished.subscribe(refresh))
                .and(fewShot.runningProperty().subscribe(refresh))
                .and(fewShot.method.subscribe(refresh))
                .and(fewShot.trainingSteps.subscribe(refresh));
    }

    private void refresh(OpenStudy study) {
        boolean idle = !fewShot.runningProperty().get();
        Optional<PriorReference> newest = study.priors().newest().filter(p -> idle);
        Optional<Boolean> current = study.priors()
                .seedsNow
                .get()
                .flatMap(now -> newest.map(p -> p.seeds().equals(now)));
        newest.ifPresent(p -> prior.setText(texts.of(
                current.map(is -> is ? "prior.current" : "prior.outOfDate").orElse("prior.there"),
                p.name(),
                p.trained().toEpochMilli(),
                p.model())));
        Optional<UnfinishedRun> unfinished = study.priors()
                .unfinished
                .get()
                .filter(run -> idle && study.priors().seedsNow.get().equals(Optional.of(run.seeds())));
        unfinished.ifPresent(run -> broken.setText(
                run.slices().isEmpty()
                        ? texts.of("run.brokenOff")
                        : texts.of("run.brokenOffAt", run.slices().size())));
        show(newest, unfinished, current.equals(Optional.of(false)));
    }

    private void show(Optional<PriorReference> newest, Optional<UnfinishedRun> unfinished, boolean outOfDate) {
        PanelParts.show(prior, newest.isPresent());
        PanelParts.show(broken, unfinished.isPresent());
        PanelParts.show(use, outOfDate);
        PanelParts.show(this, newest.isPresent());
    }

    /** What is said of a run that was broken off; stands by the button that takes it up again. */
    Label broken() {
        return broken;
    }
}
