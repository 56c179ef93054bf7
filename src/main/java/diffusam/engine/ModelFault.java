package diffusam.engine;

import ai.djl.engine.EngineException;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong in a model for reasons that lie outside the program; a job ends with it, and labels are not affected. */
public enum ModelFault {
    /** Java or the network library could not get the memory it asked for. */
    MEMORY,
    /** The network library reports an error, or cannot be loaded. */
    NATIVE,
    /** Training left the range of numbers. */
    DIVERGED;

    /** The fault behind an error of a job; empty if it is something else, such as an unreadable file. */
    public static Optional<ModelFault> of(Throwable error) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            switch (t) {
                case OutOfMemoryError memory -> {
                    return Optional.of(MEMORY);
                }
                case EngineException engine -> {
                    return Optional.of(isMemory(engine) ? MEMORY : NATIVE);
                }
                case LinkageError library -> {
                    return Optional.of(NATIVE);
                }
                case DivergedException diverged -> {
                    return Optional.of(DIVERGED);
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    /** True if what the model holds is better thrown away before it is used again. */
    public boolean spoilsModel() {
        return this != DIVERGED;
    }

    /** The library has no error of its own for this, but words: "CUDA out of memory", "can't allocate memory". */
    private static boolean isMemory(EngineException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("out of memory") || text.contains("allocate memory");
    }
}
