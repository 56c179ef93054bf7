package diffusam.engine;

import ai.djl.engine.EngineException;
import java.util.function.IntFunction;

/** How much is computed at once; halved whenever the device has too little memory for it. */
final class BatchSize {
    private int size;

    BatchSize(int largest) {
        this.size = largest;
    }

    /**
     * Does work with as large a batch as fits; it is begun anew with a smaller one, which later work keeps to.
     *
     * @throws EngineException if not even one fits, or on any other fault
     */
    <T> T fit(IntFunction<T> work) {
        while (true) {
            try {
                return work.apply(size);
            } catch (EngineException e) {
                if (size == 1
                        || ModelFault.of(e).filter(ModelFault.MEMORY::equals).isEmpty()) {
                    throw e;
                }
                size /= 2;
            }
        }
    }
}
