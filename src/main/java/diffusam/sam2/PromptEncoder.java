package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import diffusam.nn.Conv2d;
import diffusam.nn.Init;
import diffusam.nn.LayerNorm;
import diffusam.nn.Ops;
import diffusam.nn.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Points, boxes and masks as the decoder takes them. */
final class PromptEncoder {
    private static final float EPSILON = 1e-6f;

    private final NDManager manager;
    private final float[] frequencies;
    private final List<float[]> kinds = new ArrayList<>();
    private final float[] notAPoint;
    private final NDArray noMask;
    private final Conv2d halve1;
    private final LayerNorm norm1;
    private final Conv2d halve2;
    private final LayerNorm norm2;
    private final Conv2d project;
    private final Map<List<Long>, NDArray> grids = new HashMap<>();

    PromptEncoder(Weights.Scope w, NDManager manager) {
        this.manager = manager;
        int c = FpnNeck.WIDTH;
        frequencies = w.at("pe_layer")
                .get("positional_encoding_gaussian_matrix", Init.SMALL_NORMAL, 2, c / 2)
                .toFloatArray();
        for (Prompt.Kind kind : Prompt.Kind.values()) {
            kinds.add(embedding(w.at("point_embeddings").at(kind.ordinal()), c));
        }
        notAPoint = embedding(w.at("not_a_point_embed"), c);
        noMask = w.at("no_mask_embed").get("weight", Init.SMALL_NORMAL, 1, c);
        Weights.Scope mask = w.at("mask_downscaling");
        halve1 = halving(mask.at(0), 1, 4);
        norm1 = LayerNorm.of(mask.at(1), 4, EPSILON);
        halve2 = halving(mask.at(3), 4, 16);
        norm2 = LayerNorm.of(mask.at(4), 16, EPSILON);
        project = Conv2d.of(mask.at(6), 16, c, 1, 1);
    }

    private static float[] embedding(Weights.Scope w, int channels) {
        return w.get("weight", Init.SMALL_NORMAL, 1, channels).toFloatArray();
    }

    private static Conv2d halving(Weights.Scope w, int in, int out) {
        return new Conv2d(w.get("weight", Init.FAN_IN, out, in, 2, 2), w.get("bias", Init.ZEROS, out), 2, 0, 1);
    }

    /** One token for each point, then one that says that no box follows: (1, points + 1, 256). Without points, two such. */
    NDArray tokens(NDManager scope, List<Prompt> points) {
        int c = FpnNeck.WIDTH;
        int count = Math.max(1, points.size()) + 1;
        float[] values = new float[count * c];
        for (int n = 0; n < count; n++) {
            if (n < points.size()) {
                Prompt point = points.get(n);
                encode(point.x(), point.y(), values, n * c);
                float[] kind = kinds.get(point.kind().ordinal());
                for (int k = 0; k < c; k++) {
                    values[n * c + k] += kind[k];
                }
            } else {
                System.arraycopy(notAPoint, 0, values, n * c, c);
            }
        }
        return scope.create(values, new Shape(1, count, c));
    }

    /** What is added to the embedding where no mask is given: (1, 256, 1, 1). */
    NDArray noMask(NDManager scope) {
        return Ops.on(scope, noMask).reshape(1, FpnNeck.WIDTH, 1, 1);
    }

    /** Logits of an earlier mask (B, 1, 4h, 4w) → (B, 256, h, w). */
    NDArray mask(NDArray logits) {
        NDArray x = Activation.gelu(norm1.applyToChannels(halve1.apply(logits)));
        x = Activation.gelu(norm2.applyToChannels(halve2.apply(x)));
        return project.apply(x);
    }

    /** The position of every cell: (1, h*w, 256). */
    NDArray grid(long h, long w) {
        return grids.computeIfAbsent(List.of(h, w), key -> {
            int c = FpnNeck.WIDTH;
            float[] values = new float[Math.toIntExact(h * w * c)];
            for (int y = 0, p = 0; y < h; y++) {
                for (int x = 0; x < w; x++, p += c) {
                    encode((x + .5) / w, (y + .5) / h, values, p);
                }
            }
            return manager.create(values, new Shape(1, h * w, c));
        });
    }

    /** Random Fourier features (Tancik et al. 2020) of a point at fractions of width and height. */
    private void encode(double x, double y, float[] out, int offset) {
        int half = frequencies.length / 2;
        for (int n = 0; n < half; n++) {
            double angle = 2 * Math.PI * ((2 * x - 1) * frequencies[n] + (2 * y - 1) * frequencies[half + n]);
            out[offset + n] = (float) Math.sin(angle);
            out[offset + half + n] = (float) Math.cos(angle);
        }
    }
}
