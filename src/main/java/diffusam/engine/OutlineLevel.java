package diffusam.engine;

import ai.djl.ndarray.NDManager;
import diffusam.foundation.Foundation.Memory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The logit at which the network's outlines of a label enclose as much as the label does. It may draw everything on a scan too
 * wide, or too narrow; by how much is told from the seeds, as it draws them when shown their own memories. One seed is too few
 * for that: far from it, masks shrink or grow for other reasons.
 */
final class OutlineLevel {
    /** Of what the network is so sure, 95 %, nothing is taken away, and of what it is so sure not, nothing added. */
    private static final float FARTHEST = 3;

    private OutlineLevel() {}

    static float of(LabelSeeds seeds, SliceModel model) {
        float[] logits = new float[seeds.shown().size() * seeds.pixels()];
        int inside = 0;
        int at = 0;
        for (Map.Entry<Integer, boolean[]> seed : seeds.shown().entrySet()) {
            System.arraycopy(redrawn(seeds, seed.getKey(), model), 0, logits, at, seeds.pixels());
            at += seeds.pixels();
            for (boolean in : seed.getValue()) {
                inside += in ? 1 : 0;
            }
        }
        return enclosing(inside, logits);
    }

    /** The logit above which so many pixels lie; sorts what it is given. */
    static float enclosing(int pixels, float[] logits) {
        Arrays.sort(logits);
        return Math.clamp(logits[Math.max(0, logits.length - 1 - pixels)], -FARTHEST, FARTHEST);
    }

    private static float[] redrawn(LabelSeeds seeds, int slice, SliceModel model) {
        try (NDManager scope = model.model().newScope()) {
            List<Memory> own = List.of(Memory.given(seeds.memory(slice, model)));
            float[] logits = model.decode(model.at(slice, scope), own).logits().toFloatArray();
            return model.features().frame().toSlice(logits, model.maskSide());
        }
    }

    /** The same logits, so that 0 is what was the level. */
    static float[] lowered(float[] logits, float level) {
        float[] lowered = new float[logits.length];
        for (int p = 0; p < lowered.length; p++) {
            lowered[p] = logits[p] - level;
        }
        return lowered;
    }
}
