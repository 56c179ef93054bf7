package diffusam.cli;

import diffusam.engine.AcrossEngine;
import diffusam.engine.DeviceChoice;
import diffusam.engine.FewShotEngine;
import java.io.IOException;

/** Where a run gets its engine: the one seam between the commands and the networks. */
interface Engines {
    /** Refuses what can never work, before anything is read. */
    void check(EngineRun run) throws UserError, IOException;

    /**
     * Loads the model a run needs; interpolation needs none. Belongs on the model thread.
     *
     * @throws IOException if a weight file is missing or damaged
     */
    FewShotEngine open(EngineRun run) throws UserError, IOException;

    /**
     * Loads a model for priors that go from scan to scan. Belongs on the model thread.
     *
     * @param model name of the foundation model, or its weight file
     * @throws IOException if a weight file is missing or damaged
     */
    AcrossEngine openAcross(String model, DeviceChoice device) throws UserError, IOException;
}
