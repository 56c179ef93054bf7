package diffusam.cli;

import diffusam.engine.AcrossEngine;
import diffusam.engine.DeviceChoice;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FoundationAcrossEngine;
import diffusam.engine.FoundationEngine;
import diffusam.engine.InterpolationEngine;
import diffusam.engine.Method;
import diffusam.foundation.ModelCatalog;
import java.io.IOException;

/** The engines this program comes with. */
record InstalledEngines(ModelCatalog models) implements Engines {
    @Override
    public void check(EngineRun run) throws UserError, IOException {
        if (run.options().method() != Method.INTERPOLATE) {
            new ModelChoice(models).of(run.model());
        }
    }

    @Override
    public FewShotEngine open(EngineRun run) throws UserError, IOException {
        return run.options().method() == Method.INTERPOLATE
                ? new InterpolationEngine()
                : FoundationEngine.open(new ModelChoice(models).of(run.model()), run.device());
    }

    @Override
    public AcrossEngine openAcross(String model, DeviceChoice device) throws UserError, IOException {
        return FoundationAcrossEngine.open(new ModelChoice(models).of(model), device);
    }
}
