package diffusam.app;

import diffusam.engine.FewShotEngine;
import org.jspecify.annotations.Nullable;

/** The engine, loaded when it is first needed. Confined to the model thread. */
final class LazyEngine implements AutoCloseable {
    private final Source source;
    private @Nullable FewShotEngine engine;

    LazyEngine(Source source) {
        this.source = source;
    }

    /** Loads an engine. */
    @FunctionalInterface
    interface Source {
        /**
         * @throws Exception if its weights or its native library cannot be loaded; the message says which
         */
        FewShotEngine open() throws Exception;
    }

    FewShotEngine get() throws Exception {
        FewShotEngine opened = engine;
        if (opened == null) {
            opened = source.open();
            engine = opened;
        }
        return opened;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
