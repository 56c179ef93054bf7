package diffusam.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.Test;

class FusedAttentionTest {
    @Test
    void givesWhatThePlainFormGives() {
        try (NDManager scope = NDManager.newBaseManager();
                FusedAttention attention = new FusedAttention(scope);
                Ops.NoGrad off = Ops.noGrad()) {
            NDArray q = wave(scope, new Shape(2, 3, 70, 8), 1);
            NDArray k = wave(scope, new Shape(2, 3, 90, 8), 2);
            NDArray v = wave(scope, new Shape(2, 3, 90, 8), 3);
            float apart = attention
                    .apply(q, k, v)
                    .sub(Ops.attention(q, k, v))
                    .abs()
                    .max()
                    .getFloat();
            assertTrue(apart < 1e-6, "apart by " + apart);
        }
    }

    @Test
    void whatIsComputedFromItsResultCanBeTrainedOn() {
        try (NDManager scope = NDManager.newBaseManager();
                FusedAttention attention = new FusedAttention(scope)) {
            NDArray read;
            try (Ops.NoGrad off = Ops.noGrad()) {
                NDArray x = wave(scope, new Shape(1, 1, 5, 4), 1);
                read = attention.apply(x, x, x).mul(2);
            }
            NDArray scale = scope.ones(new Shape(1));
            scale.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(read.mul(scale).sum());
            }
            assertEquals(read.sum().getFloat(), scale.getGradient().getFloat(), 1e-5);
        }
    }

    @Test
    void oneArrayAloneKeepsItsGradientWhenJoined() {
        try (NDManager scope = NDManager.newBaseManager()) {
            NDArray x = wave(scope, new Shape(2, 3), 1);
            x.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(Ops.concat(new NDList(x), 1).mul(3).sum());
            }
            assertEquals(3, x.getGradient().getFloat(1, 2));
        }
    }

    private static NDArray wave(NDManager scope, Shape shape, double step) {
        return scope.arange((float) shape.size()).mul(step).sin().reshape(shape);
    }
}
