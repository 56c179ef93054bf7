package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import diffusam.nn.Conv2d;
import diffusam.nn.Ops;
import diffusam.nn.Weights;
import java.util.ArrayList;
import java.util.List;

/** Feature pyramid: every stage brought to the same width, the coarsest added to the one above it. */
final class FpnNeck {
    static final int WIDTH = 256;

    private final List<Conv2d> laterals = new ArrayList<>();

    /** {@code widths} of the encoder's stages, finest first; the file counts from the coarsest. */
    FpnNeck(Weights.Scope w, List<Integer> widths) {
        int coarsest = widths.size() - 1;
        for (int n = 0; n <= coarsest; n++) {
            laterals.add(Conv2d.of(w.at("convs").at(coarsest - n).at("conv"), widths.get(n), WIDTH, 1, 1));
        }
    }

    /** Stages (B, H, W, C), finest first → (B, 256, S/16, S/16). */
    NDArray embedding(List<NDArray> stages) {
        NDArray fine = lateral(2, stages.get(2));
        return fine.add(Ops.doubleNearest(lateral(3, stages.get(3))));
    }

    /** The lateral of one stage alone, as the two finest stay: (B, H, W, C) → (B, 256, H, W). */
    NDArray lateral(int stage, NDArray x) {
        return laterals.get(stage).apply(x.transpose(0, 3, 1, 2));
    }
}
