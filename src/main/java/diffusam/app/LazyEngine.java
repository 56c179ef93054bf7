package diffusam.app;

import diffusam.engine.FewShotEngine;
import diffusam.engine.ModelFault;
import org.jspecify.annotations.Nullable;

/** The engine, loaded when it is first needed. Confined to the model thread. */
final class LazyEngine implements AutoCloseable {
    private Source source;
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

    /** Something to do with an engine. */
    @FunctionalInterface
    interface Call<T> {
        T on(FewShotEngine engine) throws Exception;
    }

    private FewShotEngine get() throws Exception {
        FewShotEngine opened = engine;
        if (opened == null) {
            opened = source.open();
            engine = opened;
        }
        return opened;
    }

    /**
     * Calls the engine. After a fault that may have spoiled it, the next call loads another.
     *
     * @throws Exception whatever the call throws
     */
    <T> T use(Call<T> call) throws Exception {
        try {
            return call.on(get());
        } catch (RuntimeException | Error e) {
            if (ModelFault.of(e).filter(ModelFault::spoilsModel).isPresent()) {
                discard(e);
            }
            throw e;
        }
    }

    /**
     * Takes the engine of another source from now on; what was before stays if that cannot be opened.
     *
     * @throws Exception if the new engine cannot be loaded
     */
    void change(Source other) throws Exception {
        FewShotEngine opened = other.open();
        close();
        source = other;
        engine = opened;
    }

    private void discard(Throwable why) {
        try {
            close();
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        } finally {
            engine = null;
        }
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
