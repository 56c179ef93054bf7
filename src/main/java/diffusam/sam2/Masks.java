package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;

/**
 * All that the mask decoder says about a batch of frames.
 *
 * @param logits (B, 4, m, m)
 * @param quality estimated overlap of each mask with the truth, (B, 4)
 * @param presence logit that the object is on the frame, (B)
 * @param tokens the decoder's tokens of the masks, (B, 4, 256)
 */
record Masks(NDArray logits, NDArray quality, NDArray presence, NDArray tokens) {
    /** Half-width of the band of logits in which a pixel is undecided. */
    private static final float BAND = 0.05f;

    /** Overlap of the masks at both ends of the band below which mask 0 is not trusted. */
    private static final double STABLE = 0.98;

    /** For open prompts: of masks 1 to 3, the one that the network itself rates best. */
    Chosen best() {
        long[] best = bestOfOpen();
        return choose(best, best);
    }

    /** For prompts that say all: mask 0, or where it is unstable the best of the others; the token is always mask 0's. */
    Chosen single() {
        long[] masks = bestOfOpen();
        float[] sure = area(BAND);
        float[] possible = area(-BAND);
        for (int b = 0; b < masks.length; b++) {
            if (possible[b] == 0 || sure[b] / possible[b] >= STABLE) {
                masks[b] = 0;
            }
        }
        return choose(masks, new long[masks.length]);
    }

    private long[] bestOfOpen() {
        float[] scores = quality.toFloatArray();
        long[] best = new long[scores.length / MaskDecoder.MASKS];
        for (int b = 0; b < best.length; b++) {
            best[b] = 1;
            for (int n = 2; n < MaskDecoder.MASKS; n++) {
                int row = b * MaskDecoder.MASKS;
                best[b] = scores[row + n] > scores[row + (int) best[b]] ? n : best[b];
            }
        }
        return best;
    }

    private float[] area(float threshold) {
        NDArray first = logits.get(":, 0");
        return first.reshape(first.getShape().get(0), -1)
                .gt(threshold)
                .toType(DataType.FLOAT32, false)
                .sum(new int[] {1})
                .toFloatArray();
    }

    private Chosen choose(long[] masks, long[] tokenNumbers) {
        NDList logit = new NDList();
        NDList score = new NDList();
        NDList token = new NDList();
        for (int b = 0; b < masks.length; b++) {
            logit.add(logits.get("{}, {}", b, masks[b]));
            score.add(quality.get("{}, {}", b, masks[b]));
            token.add(tokens.get("{}, {}", b, tokenNumbers[b]));
        }
        return new Chosen(NDArrays.stack(logit), NDArrays.stack(score), presence, NDArrays.stack(token));
    }

    /**
     * One mask for each frame.
     *
     * @param logits (B, m, m)
     * @param quality (B)
     * @param presence (B)
     * @param token (B, 256)
     */
    record Chosen(NDArray logits, NDArray quality, NDArray presence, NDArray token) {}
}
