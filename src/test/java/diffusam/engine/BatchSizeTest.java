package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private final List<Integer> tried = new ArrayList<>();

    @Test
    void theBatchShrinksUntilItFitsAndStaysSo() {
        BatchSize batch = new BatchSize(12);
        assertEquals(3, batch.<Integer>fit(size -> work(size, 4)));
        assertEquals(List.of(12, 6, 3), tried);
        tried.clear();
        assertEquals(3, batch.<Integer>fit(size -> work(size, 4)));
        assertEquals(List.of(3), tried);
    }

    @Test
    void whereNotEvenOneFitsTheFaultIsPassedOn() {
        assertThrows(EngineException.class, () -> new BatchSize(4).fit(size -> work(size, 0)));
        assertEquals(List.of(4, 2, 1), tried);
    }

    @Test
    void otherFaultsAreNotTriedAgain() {
        assertThrows(
                EngineException.class,
                () -> new BatchSize(4).fit(size -> {
                    tried.add(size);
                    throw new EngineException("shapes do not match");
                }));
        assertEquals(List.of(4), tried);
    }

    /** Faults in the engine's words when more than {@code fits} are wanted. */
    private int work(int size, int fits) {
        tried.add(size);
        if (size > fits) {
            throw new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB");
        }
        return size;
    }
}
