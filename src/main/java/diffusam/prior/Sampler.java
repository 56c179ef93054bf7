package diffusam.prior;

import ai.djl.ndarray.NDArray;
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
            NDArray eps = x.sub(clean.mul(NoiseSchedule.alpha(t))).div(NoiseSchedule.sigma(t));
            x = clean.mul(NoiseSchedule.alpha(next)).add(eps.mul(NoiseSchedule.sigma(next)));
        }
        throw new IllegalStateException("no sampling steps");
    }
}
