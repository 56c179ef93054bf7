package diffusam.app;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.jobs.Jobs;
import diffusam.metrics.StructureMeasures;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.value.ObservableBooleanValue;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the figures of all labels of the open study up to date while somebody looks at them, on a thread of its own: only
 * labels that changed are measured anew, and of maps that pile up only the newest is looked at.
 */
final class MeasureTaker {
    private final Executor fxThread;
    private final ObservableBooleanValue watched;
    private final ExecutorService thread = Jobs.newRenderThread("measures");
    private final AtomicReference<@Nullable Request> wanted = new AtomicReference<>();
    private @Nullable Request measured; // on the thread
    private Map<Integer, StructureMeasures> measures = Map.of(); // on the thread

    /**
     * @param watched true while the figures are on the screen
     */
    MeasureTaker(Workspace workspace, ObservableBooleanValue watched, Executor fxThread) {
        this.fxThread = fxThread;
        this.watched = watched;
        workspace.follow(this::follow);
    }

    private record Request(OpenStudy study, LabelMap map) {}

    void close() {
        thread.shutdownNow();
    }

    private Subscription follow(OpenStudy study) {
        return study.annotationProperty()
                .subscribe(annotation -> request(study))
                .and(watched.subscribe(() -> request(study)));
    }

    private void request(OpenStudy study) {
        if (watched.get() && wanted.getAndSet(new Request(study, study.map())) == null) {
            thread.execute(this::measure);
        }
    }

    private void measure() {
        Request request = Lull.takeNewest(wanted);
        if (request == null) {
            return;
        }
        Map<Integer, StructureMeasures> now = new TreeMap<>(isNew(request.study) ? Map.of() : measures);
        for (int label : changed(request)) {
            StructureMeasures.of(request.study.image(), request.map, label)
                    .ifPresentOrElse(m -> now.put(label, m), () -> now.remove(label));
            publish(request.study, new TreeMap<>(now));
        }
        measured = request;
        measures = now;
    }

    private void publish(OpenStudy study, Map<Integer, StructureMeasures> now) {
        fxThread.execute(() -> study.structures.set(now));
    }

    @SuppressWarnings("ReferenceEquality") // another study is another object
    private boolean isNew(OpenStudy study) {
        return measured == null || measured.study != study;
    }

    private Collection<Integer> changed(Request request) {
        Request before = measured;
        if (before == null || isNew(request.study)) {
            return request.map.labels();
        }
        return LabelEdit.between(before.map, request.map)
                .slicesTouched(SliceLayout.of(request.map.grid(), Plane.AXIAL))
                .keySet();
    }
}
