package diffusam.prior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import diffusam.nn.AdamW;
import diffusam.nn.Weights;
import org.junit.jupiter.api.Test;

class PlainUNetTest {
    private static final int SIDE = 16;

    @Test
    void itLearnsOneSampleByHeart() {
        try (NDManager manager = NDManager.newBaseManager();
                Weights weights = Weights.fresh(manager, 3)) {
            PlainUNet network = new PlainUNet(weights.root(), 2);
            NDArray picture = manager.create(square(4, 10), new Shape(1, 1, SIDE, SIDE));
            assertEquals(new Shape(1, 2, SIDE, SIDE), network.apply(picture).getShape());
            double first = loss(network, picture);
            try (AdamW optimizer = new AdamW(weights, 0)) {
                for (int step = 0; step < 40; step++) {
                    loss(network, picture);
                    optimizer.step(5e-3, 0);
                }
            }
            double last = loss(network, picture);
            assertTrue(last < first / 4, first + " fell to " + last);
        }
    }

    /** Mean squared distance of the picture from what the network makes of it; leaves gradients behind. */
    private static double loss(PlainUNet network, NDArray picture) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray loss = Activation.sigmoid(network.apply(picture))
                    .sub(picture)
                    .square()
                    .mean();
            collector.backward(loss);
            return loss.getFloat();
        }
    }

    private static float[] square(int from, int to) {
        float[] values = new float[SIDE * SIDE];
        for (int p = 0; p < values.length; p++) {
            int x = p % SIDE;
            int y = p / SIDE;
            values[p] = x >= from && x < to && y >= from && y < to ? 1 : 0;
        }
        return values;
    }
}
