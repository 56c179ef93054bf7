package diffusam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** Two linear layers with a rectifier between. */
public record Mlp(Linear first, Linear second) {
    /** Weights named {@code 0} and {@code 2}, as a sequential module counts them. */
    public static Mlp of(Weights.Scope w, int in, int hidden, int out) {
        return new Mlp(Linear.of(w.at(0), in, hidden), Linear.of(w.at(2), hidden, out));
    }

    /** (…, in) → (…, out). */
    public NDArray apply(NDArray x) {
        return second.apply(Activation.relu(first.apply(x)));
    }
}
