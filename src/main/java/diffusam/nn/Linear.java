package diffusam.nn;

import ai.djl.ndarray.NDArray;

/** x·Wᵀ + b over the last axis. */
public record Linear(NDArray weight, NDArray bias) {
    public static Linear of(Weights.Scope w, int in, int out) {
        return new Linear(w.get("weight", Init.FAN_IN, out, in), w.get("bias", Init.ZEROS, out));
    }

    /** (…, in) → (…, out). */
    public NDArray apply(NDArray x) {
        return ai.djl.nn.core.Linear.linear(x, weight, bias).head();
    }
}
