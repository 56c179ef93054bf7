package diffusam.prior;

import ai.djl.ndarray.NDArray;
import diffusam.nn.Ops;
import java.util.Arrays;

/** Deterministic sampling from pure noise with a network that predicts x0 (DDIM, Song et al. 2021). */
public final class Sampler {
    private final Denoiser denoiser;
    private final int steps;

    public Sampler(Denoiser denoiser, int steps) {
        this.denoiser = denoiser;
        this.steps = steps;
    }

    /**
     * Generates a batch.
     *
     * @param noise (B, target, h, w), standard normal
     * @return the clean embeddings (B, target, h, w)
     */
    public NDArray sample(NDArray noise, Condition condition) {
        NDArray x = noise;
        for (int n = 0; n < steps; n++) {
            double t = NoiseSchedule.LATEST * (steps - n) / steps;
            double next = NoiseSchedule.LATEST * (steps - n - 1) / steps;
            double[] times = new double[condition.batch()];
            Arrays.fill(times, t);
            NDArray clean = denoiser.apply(x, times, condition);
            if (n == steps - 1) {
                return clean;
            }
            NDArray eps = Ops.scaled(x.sub(Ops.scaled(clean, NoiseSchedule.alpha(t))), 1 / NoiseSchedule.sigma(t));
            x = Ops.scaled(clean, NoiseSchedule.alpha(next)).add(Ops.scaled(eps, NoiseSchedule.sigma(next)));
        }
        throw new IllegalStateException("no sampling steps");
    }
}
