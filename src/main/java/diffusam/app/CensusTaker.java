package diffusam.app;

import diffusam.annotation.Census;
import diffusam.annotation.LabelMap;
import diffusam.jobs.Jobs;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Keeps the census of the open study up to date, on a thread of its own, whenever the work pauses. */
final class CensusTaker {
    private final Executor fxThread;
    private final ExecutorService thread = Jobs.newRenderThread("census");
    private final AtomicReference<@Nullable Request> wanted = new AtomicReference<>();
    private @Nullable Request counted; // on the thread
    private @Nullable Census newest; // on the thread

    CensusTaker(Workspace workspace, Executor fxThread) {
        this.fxThread = fxThread;
        workspace.follow(this::follow);
    }

    private record Request(OpenStudy study, LabelMap map) {}

    void close() {
        thread.shutdownNow();
    }

    private Subscription follow(OpenStudy study) {
        return study.annotationProperty().subscribe(annotation -> {
            if (wanted.getAndSet(new Request(study, annotation.map())) == null) {
                thread.execute(this::count);
            }
        });
    }

    @SuppressWarnings("ReferenceEquality") // another study is another object
    private void count() {
        Request request = Lull.takeNewest(wanted);
        if (request == null) {
            return;
        }
        Census earlier = newest;
        boolean sameStudy = counted != null && counted.study == request.study;
        Census census = earlier != null && sameStudy ? earlier.recount(request.map) : Census.of(request.map);
        counted = request;
        newest = census;
        fxThread.execute(() -> request.study.census.set(census));
    }
}
