package diffusam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Attention that never holds the table of all pairs, for long rows of tokens. With gradients on, the plain form is used,
 * whose way back is faster. Owns native memory; for the model thread.
 */
public final class FusedAttention implements AutoCloseable {
    private final EngineScript script;

    public FusedAttention(NDManager manager) {
        script = new EngineScript(
                manager, "q: Tensor, k: Tensor, v: Tensor", "torch.scaled_dot_product_attention(q, k, v)");
    }

    /**
     * softmax(q·kᵀ/√d)·v: (B, heads, L, d), (B, heads, M, d), (B, heads, M, d) → (B, heads, L, d). With gradients off the
     * result itself cannot enter a training step later, but anything computed from it can.
     */
    public NDArray apply(NDArray q, NDArray k, NDArray v) {
        return JniUtils.isGradMode() ? Ops.attention(q, k, v) : script.apply(q, k, v);
    }

    @Override
    public void close() {
        script.close();
    }
}
