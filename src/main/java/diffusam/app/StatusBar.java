package diffusam.app;

import diffusam.annotation.Label;
import diffusam.jobs.Progress;
import diffusam.volume.Extent;
import diffusam.volume.Ijk;
import diffusam.volume.Lps;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is under the mouse, what is being done, on which device, and what the program is not. */
final class StatusBar extends HBox {
    private static final Duration MEMORY_SHOWN_EVERY = Duration.seconds(2);
    private static final double WIDEST_NOTE = 420;

    private final StudioModel model;
    private final Background background;
    private final Texts texts;
    private final javafx.scene.control.Label under = new javafx.scene.control.Label();
    private final javafx.scene.control.Label job = new javafx.scene.control.Label();
    private final ProgressBar bar = new ProgressBar();
    private Subscription jobProgress = Subscription.EMPTY;

    StatusBar(StudioModel model, Background background, Texts texts) {
        this.model = model;
        this.background = background;
        this.texts = texts;
        getStyleClass().add("status");
        setAlignment(Pos.CENTER_LEFT);
        under.setId("under-cursor");
        under.setMinWidth(0);
        job.setId("job");
        bar.getStyleClass().add("small");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(under, space, job, bar, jobs(), memory(), device(), notice());
        model.display().hovered.subscribe(this::showUnderCursor);
        background.running().addListener((ListChangeListener<RunningJob>) change -> showJob());
        showJob();
    }

    private Button jobs() {
        JobsPopup popup = new JobsPopup(background, texts);
        Button jobs = new Button(null, new FontIcon("mdi2f-format-list-checkbox"));
        jobs.setId("show-jobs");
        jobs.getStyleClass().addAll("flat", "button-icon", "small");
        jobs.setTooltip(new Tooltip(texts.of("jobs.title")));
        jobs.setAccessibleText(texts.of("jobs.title"));
        jobs.setOnAction(e -> popup.toggle(jobs));
        return jobs;
    }

    private javafx.scene.control.Label memory() {
        javafx.scene.control.Label memory = new javafx.scene.control.Label();
        memory.getStyleClass().add("badge");
        memory.setMinWidth(Region.USE_PREF_SIZE);
        memory.setTooltip(new Tooltip(texts.of("status.memory.tip")));
        Runnable show = () -> {
            Runtime java = Runtime.getRuntime();
            long used = java.totalMemory() - java.freeMemory();
            memory.setText(texts.of("status.memory", used / 1e9, java.maxMemory() / 1e9));
        };
        show.run();
        Timeline clock = new Timeline(new KeyFrame(MEMORY_SHOWN_EVERY, e -> show.run()));
        clock.setCycleCount(Animation.INDEFINITE);
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                clock.stop();
            } else {
                clock.play();
            }
        });
        return memory;
    }

    private javafx.scene.control.Label device() {
        javafx.scene.control.Label device = new javafx.scene.control.Label();
        device.setId("device");
        device.getStyleClass().add("badge");
        device.setMinWidth(Region.USE_PREF_SIZE);
        device.textProperty()
                .bind(model.fewShot()
                        .deviceNameProperty()
                        .map(name -> name.isEmpty() ? texts.of("status.noDevice") : name));
        Tooltip why = new Tooltip();
        why.textProperty().bind(model.fewShot().deviceNoteProperty());
        why.setWrapText(true);
        why.setMaxWidth(WIDEST_NOTE);
        device.tooltipProperty().bind(model.fewShot().deviceNoteProperty().map(note -> note.isEmpty() ? null : why));
        return device;
    }

    private javafx.scene.control.Label notice() {
        javafx.scene.control.Label notice = new javafx.scene.control.Label(texts.of("research"));
        notice.getStyleClass().add("research");
        notice.setMinWidth(Region.USE_PREF_SIZE);
        return notice;
    }

    private void showUnderCursor(Optional<Ijk> index) {
        under.setText(model.workspace()
                .open()
                .flatMap(study -> index.map(at -> describe(study, at)))
                .orElse(""));
    }

    private String describe(OpenStudy study, Ijk at) {
        Extent extent = study.grid().extent();
        int i = (int) Math.rint(at.i());
        int j = (int) Math.rint(at.j());
        int k = (int) Math.rint(at.k());
        if (!extent.contains(i, j, k)) {
            return "";
        }
        Lps lps = study.grid().toLps(at);
        String label = study.label(study.map().at(i, j, k)).map(Label::name).orElse("");
        return texts.of(
                study.study().hounsfield() ? "status.hounsfield" : "status.value",
                study.image().value(i, j, k),
                lps.x(),
                lps.y(),
                lps.z(),
                i,
                j,
                k,
                label);
    }

    private void showJob() {
        jobProgress.unsubscribe();
        boolean any = !background.running().isEmpty();
        job.setVisible(any);
        bar.setVisible(any);
        if (any) {
            RunningJob newest = background.running().getLast();
            int others = background.running().size() - 1;
            jobProgress = newest.progress.subscribe(progress -> show(newest, progress, others));
        }
    }

    private void show(RunningJob shown, Progress progress, int others) {
        String title = shown.title().equals(progress.stage())
                ? shown.title()
                : texts.of("status.job", shown.title(), texts.stage(progress.stage()));
        job.setText(others == 0 ? title : texts.of("status.moreJobs", title, others));
        bar.setProgress(progress.total() > 0 ? progress.fraction() : ProgressBar.INDETERMINATE_PROGRESS);
    }
}
