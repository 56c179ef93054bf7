package diffusam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import diffusam.nn.Safetensors.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    private record Slot(String name, NDArray weight, NDArray mean, NDArray square, NDArray average) {
        /** What a step changes, by names that say which. */
        Map<String, NDArray> parts() {
            return Map.of(
                    "weight/" + name,
                    weight,
                    "mean/" + name,
                    mean,
                    "square/" + name,
                    square,
                    "average/" + name,
                    average);
        }
    }

    /** {@code weights} ask for gradients; their order does not matter. */
    public AdamW(Weights weights, double decay) {
        this.manager = weights.manager().newSubManager();
        this.decay = decay;
        try (Ops.NoGrad off = Ops.noGrad()) {
            weights.byName().forEach((name, weight) -> {
                NDArray average = weight.duplicate();
                average.attach(manager);
                NDArray mean = manager.zeros(weight.getShape());
                slots.add(new Slot(name, weight, mean, mean.zerosLike(), average));
            });
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
                total = total.add(gradient.norm().square());
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

    /**
     * The {@code averageKeep} with which an average of n steps is one of the last hundred at most, and of fewer weighs a weight
     * by about the cube of its age: the first ones, which know nothing yet, do not count.
     */
    public static double lateAverage(int step) {
        return Math.min(.99, 1 - 4.0 / (step + 8));
    }

    /** Forgets what a backward pass that failed has left. */
    public void forget() {
        try (Ops.NoGrad off = Ops.noGrad()) {
            for (Slot slot : slots) {
                try (NDArray gradient = slot.weight.getGradient()) {
                    gradient.subi(gradient);
                }
            }
        }
    }

    private void update(Slot s, NDArray gradient, double clip, double rate, double keep) {
        double bias1 = 1 - Math.pow(BETA1, steps);
        double bias2 = 1 - Math.pow(BETA2, steps);
        double kept = s.weight.getShape().dimension() > 1 ? 1 - rate * decay : 1;
        List<NDArray> parts = List.of(s.weight, gradient, s.mean, s.square, s.average);
        Update.SCRIPT.run(parts, clip, 1 / Math.sqrt(bias2), kept, -rate / bias1, 1 - keep);
    }

    /** One pass over each array instead of many; holds no tensors and stays as long as the program runs. */
    private static final class Update {
        static final EngineScript SCRIPT = new EngineScript(
                NDManager.newBaseManager(),
                "weight: Tensor, gradient: Tensor, mean: Tensor, square: Tensor, average: Tensor, "
                        + "clip: float, unbias: float, kept: float, rate: float, fresh: float",
                "g = torch.mul(gradient, clip)",
                "a = torch.lerp_(mean, g, " + (1 - BETA1) + ")",
                "b = torch.addcmul_(torch.mul_(square, " + BETA2 + "), g, g, value=" + (1 - BETA2) + ")",
                "root = torch.add_(torch.mul_(torch.sqrt(square), unbias), " + EPSILON + ")",
                "c = torch.addcdiv_(torch.mul_(weight, kept), mean, root, value=rate)",
                "torch.lerp_(average, weight, fresh)");
    }

    /** Steps taken so far. */
    public int steps() {
        return steps;
    }

    /** Everything that {@link #restore} needs to go on as if nothing had been: weights, moments and averages. */
    public Map<String, FloatTensor> state() {
        Map<String, FloatTensor> state = new TreeMap<>();
        for (Slot slot : slots) {
            slot.parts().forEach((name, array) -> state.put(name, FloatTensor.of(array)));
        }
        return state;
    }

    /** The running averages of the weights, by the weights' names. */
    public Map<String, FloatTensor> averages() {
        Map<String, FloatTensor> averages = new TreeMap<>();
        for (Slot slot : slots) {
            averages.put(slot.name, FloatTensor.of(slot.average));
        }
        return averages;
    }

    /**
     * Goes on from a {@link #state}, taken after {@code stepsTaken} steps.
     *
     * @throws WeightFileException if it is not the state of such weights; what has been restored by then stays
     */
    public void restore(WeightFile state, int stepsTaken) throws WeightFileException {
        Weights saved = Weights.of(manager, state);
        try (saved;
                Ops.NoGrad off = Ops.noGrad()) {
            for (Slot slot : slots) {
                slot.parts()
                        .forEach((name, array) -> array.muli(0)
                                .addi(saved.root()
                                        .get(name, Init.ZEROS, array.getShape().getShape())));
            }
            saved.requireAllUsed();
        } catch (Weights.MissingWeight e) {
            throw new WeightFileException(state.name(), "is not a state of this training: " + e.getMessage());
        }
        steps = stepsTaken;
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
