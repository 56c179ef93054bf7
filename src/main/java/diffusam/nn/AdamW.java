package diffusam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), gradient clipping by global norm, and a running average of
 * the weights. One-dimensional weights are not decayed.
 */
public final class AdamW implements AutoCloseable {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.99;
    private static final double EPSILON = 1e-8;
    private static final double MAX_NORM = 1;

    private final NDManager manager;
    private final double decay;
    private final List<Slot> slots = new ArrayList<>();
    private int steps;

    private record Slot(NDArray weight, NDArray mean, NDArray square, NDArray average) {}

    /** {@code weights} ask for gradients; their order does not matter. */
    public AdamW(Weights weights, double decay) {
        this.manager = weights.manager().newSubManager();
        this.decay = decay;
        try (Ops.NoGrad off = Ops.noGrad()) {
            for (NDArray weight : weights.arrays()) {
                NDArray average = weight.duplicate();
                average.attach(manager);
                slots.add(
                        new Slot(weight, manager.zeros(weight.getShape()), manager.zeros(weight.getShape()), average));
            }
        }
    }

    /**
     * Takes one step along the gradients of the last backward pass, then forgets them.
     *
     * @return the norm of all gradients before clipping; a step whose norm is not finite is skipped
     */
    public double step(double learningRate, double averageKeep) {
        steps++;
        try (Ops.NoGrad off = Ops.noGrad();
                NDManager scope = manager.newSubManager()) {
            List<NDArray> gradients = new ArrayList<>();
            NDArray total = scope.zeros(new Shape());
            for (Slot slot : slots) {
                NDArray gradient = slot.weight.getGradient();
                gradient.attach(scope);
                gradients.add(gradient);
                total = total.add(gradient.square().sum());
            }
            double norm = Math.sqrt(total.getFloat());
            if (Double.isFinite(norm)) {
                double clip = Math.min(1, MAX_NORM / (norm + 1e-6));
                for (int n = 0; n < slots.size(); n++) {
                    update(slots.get(n), gradients.get(n), clip, learningRate, averageKeep);
                }
            }
            for (Slot slot : slots) {
                JniUtils.zeroGrad((PtNDArray) slot.weight);
            }
            return norm;
        }
    }

    private void update(Slot s, NDArray gradient, double clip, double rate, double keep) {
        NDArray g = gradient.mul(clip);
        s.mean.muli(BETA1).addi(g.mul(1 - BETA1));
        s.square.muli(BETA2).addi(g.square().mul(1 - BETA2));
        double bias1 = 1 - Math.pow(BETA1, steps);
        double bias2 = 1 - Math.pow(BETA2, steps);
        if (s.weight.getShape().dimension() > 1) {
            s.weight.muli(1 - rate * decay);
        }
        NDManager scope = g.getManager();
        NDArray change = Ops.on(scope, s.mean).mul(rate / bias1);
        s.weight.subi(change.div(Ops.on(scope, s.square).div(bias2).sqrt().add(EPSILON)));
        s.average.muli(keep).addi(Ops.on(scope, s.weight).mul(1 - keep));
    }

    /** Replaces the weights by their running averages; done once, when training ends. */
    public void useAverages() {
        try (Ops.NoGrad off = Ops.noGrad()) {
            for (Slot slot : slots) {
                slot.weight.muli(0).addi(slot.average);
            }
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
