package diffusam.cli;

import diffusam.engine.AcrossEngine;
import diffusam.engine.DeviceChoice;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FoundationAcrossEngine;
import diffusam.engine.FoundationEngine;
import diffusam.engine.InterpolationEngine;
import diffusam.engine.Method;
import diffusam.engine.PriorCard;
import diffusam.engine.PriorFile;
import diffusam.engine.SeededPriorEngine;
import diffusam.engine.TrainedPrior;
import diffusam.foundation.ModelCatalog;
import java.io.IOException;
import java.util.Optional;

/** The engines this program comes with. */
record InstalledEngines(ModelCatalog models) implements Engines {
    @Override
    public void check(EngineRun run) throws UserError, IOException {
        if (run.options().method() != Method.INTERPOLATE) {
            new ModelChoice(models).of(run.model());
        }
        if (run.prior().isPresent()) {
            if (run.options().method() != Method.DIFFUSAM) {
                throw new UserError("--prior goes with --method diffusam, not with "
                        + Words.of(run.options().method()));
            }
            PriorFile.read(run.prior().get());
        }
    }

    @Override
    public FewShotEngine open(EngineRun run) throws UserError, IOException {
        Optional<TrainedPrior> prior = run.startingPrior();
        if (prior.isPresent() && prior.get().card().kind() == PriorCard.Kind.ALONE) {
            return SeededPriorEngine.open(new ModelChoice(models).of(run.model()), run.device(), prior.get());
        }
        return run.options().method() == Method.INTERPOLATE
                ? new InterpolationEngine()
                : FoundationEngine.open(new ModelChoice(models).of(run.model()), run.device());
    }

    @Override
    public AcrossEngine openAcross(String model, DeviceChoice device) throws UserError, IOException {
        return FoundationAcrossEngine.open(new ModelChoice(models).of(model), device);
    }
}
