package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.engine.Seeds;
import diffusam.jobs.Jobs;
import diffusam.project.SeedPrint;
import diffusam.volume.SliceLayout;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Knows what the seeds of the open study are like, so that what was trained on others is seen to be out of date. */
final class SeedWatch {
    private final Executor fxThread;
    private final ExecutorService thread = Jobs.newRenderThread("seeds");
    private final AtomicReference<@Nullable Request> wanted = new AtomicReference<>();

    SeedWatch(Workspace workspace, Executor fxThread) {
        this.fxThread = fxThread;
        workspace.follow(this::follow);
    }

    /** @param painted for each label that may be a seed, the slices on which it occurs */
    private record Request(
            OpenStudy study,
            Annotation annotation,
            SliceLayout layout,
            SortedMap<Integer, Collection<Integer>> painted) {}

    void close() {
        thread.shutdownNow();
    }

    private Subscription follow(OpenStudy study) {
        Runnable ask = () -> ask(study);
        return study.census
                .subscribe(ask)
                .and(study.seedPlane.subscribe(ask))
                .and(study.priors().allProperty().subscribe(ask))
                .and(study.priors().unfinished.subscribe(ask));
    }

    private void ask(OpenStudy study) {
        StudyPriors priors = study.priors();
        if (priors.all().isEmpty() && priors.unfinished.get().isEmpty()) {
            return; // nothing could be out of date
        }
        SliceLayout layout = study.seedLayout();
        SortedMap<Integer, Collection<Integer>> painted = new TreeMap<>();
        for (Label label : study.labels()) {
            if (!label.locked()) {
                painted.put(label.id(), study.census.get().slicesWith(layout, label.id()));
            }
        }
        if (wanted.getAndSet(new Request(study, study.annotation(), layout, painted)) == null) {
            thread.execute(this::read);
        }
    }

    private void read() {
        Request request = wanted.getAndSet(null);
        if (request != null) {
            Seeds seeds = Seeds.vouched(request.annotation, request.layout, request.painted);
            SeedPrint print = SeedPrint.of(seeds.map(), request.layout.plane(), seeds.slices());
            fxThread.execute(() -> request.study.priors().seedsNow.set(Optional.of(print)));
        }
    }
}
