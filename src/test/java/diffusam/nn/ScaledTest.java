package diffusam.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaledTest {
    /** The engine's own product with a Java number reads freed memory here once in a few dozen times. */
    @Test
    void theGradientSurvivesTheCollectionOfGarbageBetweenTheWayThereAndBack() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.create(new float[] {1, 2});
            x.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                List<NDArray> products = new ArrayList<>();
                for (int n = 0; n < 200; n++) {
                    products.add(Ops.scaled(x, 3).sum());
                }
                System.gc();
                try (NDManager other = manager.newSubManager()) {
                    for (int n = 0; n < 2000; n++) {
                        other.create(-7f);
                    }
                    collector.backward(products.stream().reduce(NDArray::add).orElseThrow());
                }
            }
            assertEquals(600, x.getGradient().toFloatArray()[0]);
            assertEquals(600, x.getGradient().toFloatArray()[1]);
        }
    }
}
