package diffusam.benchmark;

import diffusam.engine.AcrossEngine;
import diffusam.engine.FewShotEngine;
import java.io.IOException;

/** Where a benchmark gets its engines, on the model thread. The caller closes them. */
public interface BenchmarkEngines {
    /** The engine for a few labelled slices of the scan itself. */
    FewShotEngine within() throws IOException;

    /** The engine for labelled scans of others. */
    AcrossEngine across() throws IOException;
}
