package diffusam.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdamWTest {
    private static final int STEPS = 20;
    private static final double RATE = .01;
    private static final double DECAY = .1;
    private static final double KEEP = .9;

    @Test
    void aStepIsThatOfThePaper() {
        float[] factors = {3, -.2f, 0, 50};
        float[] table = {1, 2, 3, -4};
        float[] line = table.clone();
        try (NDManager manager = NDManager.newBaseManager();
                Weights weights = Weights.fresh(manager, 1);
                AdamW optimizer = optimizer(weights, table)) {
            NDArray decayed = weights.byName().get("table");
            NDArray plain = weights.byName().get("line");
            ByHand ofTable = new ByHand(table, DECAY);
            ByHand ofLine = new ByHand(line, 0);
            Random random = new Random(1);
            for (int n = 1; n <= STEPS; n++) {
                float[] gradient = new float[factors.length];
                for (int p = 0; p < gradient.length; p++) {
                    gradient[p] = factors[p] * random.nextFloat();
                }
                double norm = backward(manager, gradient, decayed, plain, optimizer);
                double byHand = 0;
                for (float g : gradient) {
                    byHand += 2.0 * g * g;
                }
                assertEquals(Math.sqrt(byHand), norm, 1e-4);
                double clip = Math.min(1, 1 / (norm + 1e-6));
                ofTable.step(gradient, clip, n);
                ofLine.step(gradient, clip, n);
            }
            assertArrayEquals(ofTable.weight, decayed.toFloatArray(), 1e-5f);
            assertArrayEquals(ofLine.weight, plain.toFloatArray(), 1e-5f);
            optimizer.useAverages();
            assertArrayEquals(ofTable.average, decayed.toFloatArray(), 1e-5f);
        }
    }

    @Test
    void aLateAverageForgetsTheStartAtOnceAndNoStepInParticular() {
        double start = 1;
        double first = 0;
        double last = 0;
        for (int step = 0; step < 30; step++) {
            double keep = AdamW.lateAverage(step);
            start *= keep;
            first = step == 0 ? 1 - keep : first * keep;
            last = 1 - keep;
        }
        assertTrue(start < .001 && first < .001, start + ", " + first);
        assertTrue(last < .2, last + " of the average is the last step");
        assertEquals(.99, AdamW.lateAverage(2000));
    }

    private static AdamW optimizer(Weights weights, float[] values) {
        NDArray table = weights.root().get("table", Init.ZEROS, 2, 2);
        NDArray line = weights.root().get("line", Init.ZEROS, 4);
        try (Ops.NoGrad off = Ops.noGrad();
                NDManager scope = table.getManager().newSubManager()) {
            table.addi(scope.create(values, new Shape(2, 2)));
            line.addi(scope.create(values));
        }
        return new AdamW(weights, DECAY);
    }

    private static double backward(NDManager manager, float[] gradient, NDArray table, NDArray line, AdamW optimizer) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray factors = scope.create(gradient);
            collector.backward(Ops.on(scope, table)
                    .reshape(4)
                    .mul(factors)
                    .sum()
                    .add(Ops.on(scope, line).mul(factors).sum()));
        }
        return optimizer.step(RATE, KEEP);
    }

    /** Algorithm 2 of Loshchilov and Hutter 2019, in double precision. */
    private static final class ByHand {
        private final float[] weight;
        private final float[] average;
        private final double decay;
        private final double[] mean;
        private final double[] square;

        ByHand(float[] start, double decay) {
            weight = start.clone();
            average = start.clone();
            this.decay = decay;
            mean = new double[start.length];
            square = new double[start.length];
        }

        void step(float[] gradient, double clip, int n) {
            for (int p = 0; p < weight.length; p++) {
                double g = clip * gradient[p];
                mean[p] = .9 * mean[p] + .1 * g;
                square[p] = .99 * square[p] + .01 * g * g;
                double unbiased = mean[p] / (1 - Math.pow(.9, n));
                double root = Math.sqrt(square[p] / (1 - Math.pow(.99, n))) + 1e-8;
                weight[p] = (float) (weight[p] - RATE * decay * weight[p] - RATE * unbiased / root);
                average[p] = (float) (KEEP * average[p] + (1 - KEEP) * weight[p]);
            }
        }
    }
}
