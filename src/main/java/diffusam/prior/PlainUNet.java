package diffusam.prior;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import diffusam.nn.Conv2d;
import diffusam.nn.GroupNorm;
import diffusam.nn.Ops;
import diffusam.nn.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The control that knows no foundation model: a U-Net of four levels (Ronneberger et al. 2015) from pictures to the logits of
 * all structures, with the normalisation and activation of nnU-Net (Isensee et al. 2021). It begins and ends at half the
 * pictures' size, as the masks of the embedded model do, and so learns four times as fast. For the model thread; gradients flow
 * to its weights.
 */
public final class PlainUNet {
    private static final int WIDTH = 16;
    private static final int LEVELS = 4;
    private static final float SLOPE = 0.01f;

    private final Conv2d stem;
    private final List<Block> down = new ArrayList<>();
    private final List<Block> up = new ArrayList<>();
    private final Conv2d out;

    /** @param classes structures to tell apart */
    public PlainUNet(Weights.Scope w, int classes) {
        stem = Conv2d.of(w.at("stem"), 1, WIDTH, 3, 2);
        for (int n = 0; n < LEVELS; n++) {
            down.add(new Block(w.at("down" + n), n == 0 ? WIDTH : width(n - 1), width(n)));
        }
        for (int n = 0; n < LEVELS - 1; n++) {
            up.add(new Block(w.at("up" + n), width(n) + width(n + 1), width(n)));
        }
        out = Conv2d.of(w.at("out"), WIDTH, classes, 1, 1);
    }

    private static int width(int level) {
        return WIDTH << level;
    }

    /** (B, 1, S, S) with values in [0, 1], S a multiple of 16 → (B, classes, S, S). */
    public NDArray apply(NDArray pictures) {
        List<NDArray> kept = new ArrayList<>();
        NDArray x = stem.apply(Ops.scaled(pictures, 4).sub(2));
        for (int n = 0; n < LEVELS; n++) {
            x = down.get(n).apply(n == 0 ? x : halved(x));
            kept.add(x);
        }
        for (int n = LEVELS - 2; n >= 0; n--) {
            x = up.get(n).apply(Ops.doubleNearest(x).concat(kept.get(n), 1));
        }
        Shape whole = pictures.getShape();
        return Ops.enlarge(out.apply(x), whole.get(2), whole.get(3));
    }

    private static NDArray halved(NDArray x) {
        Shape two = new Shape(2, 2);
        return Pool.maxPool2d(x, two, two, new Shape(0, 0), false);
    }

    private static final class Block {
        private final Conv2d conv1;
        private final GroupNorm norm1;
        private final Conv2d conv2;
        private final GroupNorm norm2;

        Block(Weights.Scope w, int in, int out) {
            conv1 = Conv2d.of(w.at("conv1"), in, out, 3, 1);
            norm1 = GroupNorm.of(w.at("norm1"), out, out);
            conv2 = Conv2d.of(w.at("conv2"), out, out, 3, 1);
            norm2 = GroupNorm.of(w.at("norm2"), out, out);
        }

        NDArray apply(NDArray x) {
            NDArray h = Activation.leakyRelu(norm1.apply(conv1.apply(x)), SLOPE);
            return Activation.leakyRelu(norm2.apply(conv2.apply(h)), SLOPE);
        }
    }
}
