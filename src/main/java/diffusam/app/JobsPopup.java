package diffusam.app;

import java.util.HashMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.PopOver.ArrowLocation;
import org.controlsfx.control.TaskProgressView;

/** The background jobs, each with its progress and a button that cancels it. */
final class JobsPopup {
    private final TaskProgressView<JobTask> view = new TaskProgressView<>();
    private final Map<RunningJob, JobTask> tasks = new HashMap<>();
    private final PopOver popup;
    private final Texts texts;

    JobsPopup(Background background, Texts texts) {
        this.texts = texts;
        view.setId("jobs");
        view.getStyleClass().add("jobs");
        view.setPrefSize(360, 220);
        view.setAccessibleText(texts.of("jobs.title"));
        popup = new PopOver(view);
        popup.setArrowLocation(ArrowLocation.BOTTOM_RIGHT);
        popup.setDetachable(false);
        popup.setAutoHide(false); // or the click that hides it would show it again
        background.running().addListener((ListChangeListener<RunningJob>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::add);
                change.getRemoved().forEach(this::remove);
            }
        });
        background.running().forEach(this::add);
    }

    /** Shows the jobs above a node, or hides them again. */
    void toggle(Node above) {
        if (popup.isShowing()) {
            popup.hide();
        } else {
            popup.show(above);
        }
    }

    private void add(RunningJob job) {
        JobTask task = new JobTask(job, texts);
        tasks.put(job, task);
        view.getTasks().add(task);
    }

    private void remove(RunningJob job) {
        JobTask task = tasks.remove(job);
        if (task != null) {
            view.getTasks().remove(task);
        }
    }
}
