package diffusam.cli;

import diffusam.engine.FewShotEngine;
import diffusam.engine.FoundationEngine;
import diffusam.engine.InterpolationEngine;
import diffusam.engine.Method;
import diffusam.foundation.FoundationProvider;
import diffusam.foundation.ModelCatalog;
import java.io.IOException;
import java.util.stream.Collectors;

/** The engines this program comes with. */
record InstalledEngines(ModelCatalog models) implements Engines {
    static InstalledEngines ofClassPath() {
        return new InstalledEngines(ModelCatalog.installed());
    }

    @Override
    public void check(EngineRun run) throws UserError {
        if (run.options().method() != Method.INTERPOLATE) {
            provider(run.model());
        }
    }

    @Override
    public FewShotEngine open(EngineRun run) throws UserError, IOException {
        return run.options().method() == Method.INTERPOLATE
                ? new InterpolationEngine()
                : FoundationEngine.open(provider(run.model()), run.device());
    }

    private FoundationProvider provider(String model) throws UserError {
        return models.find(model)
                .orElseThrow(() -> new UserError("there is no model named " + model + "; installed: "
                        + models.providers().stream()
                                .map(FoundationProvider::name)
                                .sorted()
                                .collect(Collectors.joining(", "))));
    }
}
