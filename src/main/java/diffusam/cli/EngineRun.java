package diffusam.cli;

import diffusam.engine.DeviceChoice;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FewShotOptions;
import diffusam.engine.FewShotResult;
import diffusam.engine.Seeds;
import diffusam.volume.Volume;
import java.io.IOException;

/**
 * A few-shot run from model file to labels.
 *
 * @param model name of the foundation model, or its weight file
 */
record EngineRun(FewShotOptions options, String model, DeviceChoice device) {
    /** The labels, and the device they were computed on. */
    record Outcome(FewShotResult result, String device) {}

    /** Runs on the model thread, and waits for it. */
    Outcome run(Engines engines, Volume image, Seeds seeds, Terminal terminal)
            throws UserError, IOException, InterruptedException {
        return new ModelThread(terminal).call("segment", context -> {
            try (FewShotEngine engine = engines.open(this)) {
                FewShotResult result = engine.segment(image, seeds, options, slice -> {}, context);
                return new Outcome(result, engine.deviceName());
            }
        });
    }
}
