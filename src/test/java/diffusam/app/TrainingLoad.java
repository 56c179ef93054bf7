package diffusam.app;

import diffusam.engine.DeviceChoice;
import diffusam.engine.FewShotOptions;
import diffusam.engine.FoundationEngine;
import diffusam.engine.Seeds;
import diffusam.jobs.JobContext;
import diffusam.jobs.Jobs;
import diffusam.jobs.Urgency;
import diffusam.nano.NanoProvider;
import diffusam.phantom.AbdomenPhantom;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** The prior of the embedded model being trained on the model thread, as the program does it, until this is closed. */
final class TrainingLoad implements AutoCloseable {
    private final Jobs jobs = new Jobs();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicLong steps = new AtomicLong();

    TrainingLoad() throws InterruptedException {
        jobs.model(Urgency.TRAINING, "train", this::train, progress -> {
            if (progress.stage().equals("Training")) {
                steps.set(progress.done());
                begun.countDown();
            }
        });
        begun.await();
    }

    private boolean train(JobContext context) throws IOException {
        AbdomenPhantom body = AbdomenPhantom.generate(AbdomenPhantom.SAMPLE_SEED);
        SliceLayout layout = SliceLayout.of(body.image().grid(), Plane.AXIAL);
        Seeds seeds = Seeds.complete(
                body.truth(), layout, List.of(15, 30), body.truth().labels());
        FewShotOptions endless = FewShotOptions.DEFAULT.withTrainingSteps(1_000_000);
        try (FoundationEngine engine = FoundationEngine.open(new NanoProvider(), DeviceChoice.CPU)) {
            engine.segment(body.image(), seeds, endless, slice -> {}, context);
        }
        return true;
    }

    @Override
    public void close() {
        jobs.close();
        System.out.printf("    %d steps were trained meanwhile%n", steps.get());
    }
}
