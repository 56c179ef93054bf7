package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import diffusam.nn.Linear;
import diffusam.nn.Weights;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Linear layers named {@code layers.0}, {@code layers.1}, … with an activation between. */
record Mlp(List<Linear> layers, UnaryOperator<NDArray> activation) {
    /** Two layers with the Gaussian error linear unit between. */
    static Mlp gelu(Weights.Scope w, int... widths) {
        return of(w, Activation::gelu, widths);
    }

    /** Layers with rectifiers between. */
    static Mlp relu(Weights.Scope w, int... widths) {
        return of(w, Activation::relu, widths);
    }

    private static Mlp of(Weights.Scope w, UnaryOperator<NDArray> activation, int... widths) {
        List<Linear> layers = IntStream.range(0, widths.length - 1)
                .mapToObj(n -> Linear.of(w.at("layers").at(n), widths[n], widths[n + 1]))
                .toList();
        return new Mlp(layers, activation);
    }

    /** (…, first width) → (…, last width). */
    NDArray apply(NDArray x) {
        NDArray y = layers.getFirst().apply(x);
        for (Linear layer : layers.subList(1, layers.size())) {
            y = layer.apply(activation.apply(y));
        }
        return y;
    }
}
