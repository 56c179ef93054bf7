package diffusam.cli;

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
}
