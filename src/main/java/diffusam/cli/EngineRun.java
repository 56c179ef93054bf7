package diffusam.cli;

import diffusam.engine.DeviceChoice;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FewShotOptions;
import diffusam.engine.FewShotResult;
import diffusam.engine.Seeds;
import diffusam.jobs.JobHandle;
import diffusam.jobs.Jobs;
import diffusam.jobs.Urgency;
import diffusam.volume.Volume;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/**
 * A few-shot run from model file to labels.
 *
 * @param model name of the foundation model
 */
record EngineRun(FewShotOptions options, String model, DeviceChoice device) {
    /** The labels, and the device they were computed on. */
    record Outcome(FewShotResult result, String device) {}

    /** Runs on the model thread, and waits for it. */
    Outcome run(Engines engines, Volume image, Seeds seeds, Terminal terminal)
            throws UserError, IOException, InterruptedException {
        try (Jobs jobs = new Jobs();
                ProgressLine progress = new ProgressLine(terminal)) {
            JobHandle<Outcome> handle = jobs.model(
                    Urgency.PROPAGATION,
                    "segment",
                    context -> {
                        try (FewShotEngine engine = engines.open(this)) {
                            FewShotResult result = engine.segment(image, seeds, options, slice -> {}, context);
                            return new Outcome(result, engine.deviceName());
                        }
                    },
                    progress);
            return handle.result().get();
        } catch (ExecutionException e) {
            throw unwrapped(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /** Rethrows what ended the job, as it was. */
    private static RuntimeException unwrapped(Throwable cause) throws UserError, IOException {
        switch (cause) {
            case UserError error -> throw error;
            case IOException fault -> throw fault;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            default -> throw new IllegalStateException(cause);
        }
    }
}
