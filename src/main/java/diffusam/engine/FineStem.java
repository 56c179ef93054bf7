package diffusam.engine;

import ai.djl.ndarray.NDArray;
import diffusam.foundation.Features;
import diffusam.nn.Conv2d;
import diffusam.nn.GroupNorm;
import diffusam.nn.Init;
import diffusam.nn.Ops;
import diffusam.nn.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Learned convolutions that bring a frame's finer levels down to the embedding's grid, so that a prior sees more of the picture
 * than the frozen embedding kept. For the model thread; gradients flow to its weights.
 */
final class FineStem {
    static final int CHANNELS = 48;
    private static final int GROUPS = 8;

    private final List<Conv2d> convolutions = new ArrayList<>();
    private final List<GroupNorm> norms = new ArrayList<>();
    private final Conv2d out;

    /** @param channels of the levels, finest first; each is twice as fine as the next, and the last as the embedding */
    FineStem(Weights.Scope w, List<Integer> channels) {
        int carried = 0;
        for (int n = 0; n < channels.size(); n++) {
            convolutions.add(Conv2d.of(w.at("down" + n), channels.get(n) + carried, CHANNELS, 3, 2));
            norms.add(GroupNorm.of(w.at("norm" + n), CHANNELS, GROUPS));
            carried = CHANNELS;
        }
        out = Conv2d.of(w.at("out"), CHANNELS, CHANNELS, 3, 1, Init.FAN_IN);
    }

    /** (B, {@link #CHANNELS}, h, w) on the embedding's grid. */
    NDArray apply(Features features) {
        List<NDArray> finestFirst = features.skips().reversed();
        NDArray x = finestFirst.get(0);
        for (int n = 0; n < convolutions.size(); n++) {
            NDArray level = n == 0 ? x : finestFirst.get(n).concat(x, 1);
            x = Ops.silu(norms.get(n).apply(convolutions.get(n).apply(level)));
        }
        return out.apply(x);
    }
}
