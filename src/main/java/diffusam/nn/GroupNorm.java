package diffusam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Normalisation over groups of channels (Wu and He 2018). */
public record GroupNorm(NDArray weight, NDArray bias, int groups) {
    /** By the number of groups; they hold no tensors and stay as long as the program runs. */
    private static final Map<Integer, EngineScript> SCRIPTS = new ConcurrentHashMap<>();

    public static GroupNorm of(Weights.Scope w, int channels, int groups) {
        return new GroupNorm(w.get("weight", Init.ONES, channels), w.get("bias", Init.ZEROS, channels), groups);
    }

    /** (B, C, H, W) → (B, C, H, W). */
    public NDArray apply(NDArray x) {
        return SCRIPTS.computeIfAbsent(groups, GroupNorm::script).applyWithGradient(x, weight, bias);
    }

    private static EngineScript script(int groups) {
        return new EngineScript(
                NDManager.newBaseManager(),
                "x: Tensor, weight: Tensor, bias: Tensor",
                "torch.group_norm(x, " + groups + ", weight, bias, 1.0e-05, False)");
    }
}
