package diffusam.engine;

import ai.djl.ndarray.NDManager;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes one mask at full size of what three sources say of a slice: the prior on the small grid, propagation without training,
 * and the interpolated shape.
 *
 * <p>Between two seeds the prior's mask is encoded and read beside the seeds' own memories and the memory of the shape, which
 * has a weak vote besides. Where neither of the first two resembles the shape, the structure moves as no interpolation can
 * follow: the shape then has no say, and prior and propagation count alike.
 *
 * <p>Beyond the outermost seed the shape only tapers off, by guess: there propagation and prior decide, and the shape says a
 * little about where the structure ends. From a single seed, where nothing bounds what is propagated, the prior's mask goes into
 * every step of one propagation, and the mean of it and of one without the prior counts: no other seed tells which is better.
 */
final class Cascade {
    /** What one pixel of depth in the interpolated shape is worth in logits, and how many pixels count. */
    private static final double SHAPE_LOGITS = 0.5;

    private static final double SHAPE_REACH = 10;

    /** Dice of shape and its better likeness up to which the shape counts nothing, and from which it counts in full. */
    private static final double SHAPE_DOUBTED = 0.5;

    private static final double SHAPE_TRUSTED = 0.9;

    /** How far the shape counts beyond the outermost seed. */
    private static final float SHAPE_BEYOND = 0.4f;

    /** How far propagation counts there; the prior's mask is coarser. */
    private static final float PROPAGATED_BEYOND = 0.75f;

    /** What was propagated to a slice: logits on the full grid, null where the structure seems to have ended. */
    @FunctionalInterface
    interface Propagated {
        float @Nullable [] logits(int slice, Bracket bracket);

        /** The mean of two; of one alone where the other has ended. */
        default Propagated averagedWith(Propagated other) {
            return (slice, bracket) -> {
                float[] a = logits(slice, bracket);
                float[] b = other.logits(slice, bracket);
                if (a == null || b == null) {
                    return a == null ? b : a;
                }
                float[] mean = new float[a.length];
                for (int p = 0; p < mean.length; p++) {
                    mean[p] = (a[p] + b[p]) / 2;
                }
                return mean;
            };
        }
    }

    private final LabelSeeds seeds;
    private final SliceModel small;
    private final SliceModel full;
    private final Propagated propagation;
    private final float level;

    /** @param level where the network's outlines at full size lie, see {@link OutlineLevel} */
    Cascade(LabelSeeds seeds, SliceModel small, SliceModel full, Propagated propagation, float level) {
        this.seeds = seeds;
        this.small = small;
        this.full = full;
        this.propagation = propagation;
        this.level = level;
    }

    /**
     * The mask of a slice.
     *
     * @param generated the prior's logits on the small grid; null where it sees nothing, and from a single seed
     */
    Optional<Score> score(int slice, Bracket bracket, float @Nullable [] generated) {
        return bracket.isClosed() ? between(slice, bracket, generated) : beyond(slice, bracket, generated);
    }

    private Optional<Score> beyond(int slice, Bracket bracket, float @Nullable [] generated) {
        float[] propagated = propagation.logits(slice, bracket);
        if (generated == null && propagated == null) {
            return Optional.empty();
        }
        float[] perPixel = new float[seeds.pixels()];
        float share = generated == null ? 1 : propagated == null ? 0 : PROPAGATED_BEYOND;
        add(perPixel, propagated, full, share);
        add(perPixel, generated, small, 1 - share);
        if (Chain.isEmpty(perPixel)) {
            return Optional.empty();
        }
        if (!seeds.isSingle()) {
            seeds.shape().at(slice).ifPresent(signed -> lean(perPixel, signed, SHAPE_BEYOND));
        }
        return Optional.of(new Score(perPixel, confidence(slice, perPixel, generated, propagated)));
    }

    private double confidence(
            int slice, float[] perPixel, float @Nullable [] generated, float @Nullable [] propagated) {
        ModelFrame frame = full.features().frame();
        double pixels = frame.columnsShown() * frame.rowsShown();
        double disagreement = seeds.isSingle() ? 0 : disagreement(slice, perPixel, generated, propagated);
        return Confidence.of(perPixel, pixels, disagreement, seeds.remoteness(slice));
    }

    /** How differently prior, propagation and shape see a mask: the median of the three, for any of them may go astray. */
    private double disagreement(
            int slice, float[] perPixel, float @Nullable [] generated, float @Nullable [] propagated) {
        double[] seen = {
            generated == null ? 0 : likeness(perPixel, generated, small),
            propagated == null ? 0 : likeness(perPixel, propagated, full),
            seeds.shape().at(slice).map(signed -> Overlap.of(perPixel, signed)).orElse(0.0)
        };
        Arrays.sort(seen);
        return 1 - seen[1];
    }

    private static void add(float[] perPixel, float @Nullable [] logits, SliceModel from, float weight) {
        if (logits != null) {
            float[] onSlice = from.features().frame().toSlice(logits, from.maskSide());
            for (int p = 0; p < perPixel.length; p++) {
                perPixel[p] += weight * onSlice[p];
            }
        }
    }

    private Optional<Score> between(int slice, Bracket bracket, float @Nullable [] generated) {
        float[] shape = seeds.shape().at(slice).orElseThrow();
        float[] propagated = null;
        float trust = 1;
        if (generated != null) {
            propagated = propagation.logits(slice, bracket);
            trust = trust(shape, generated, propagated);
        }
        float[] logits = read(slice, bracket, mixed(generated, propagated, (1 - trust) / 2), trust);
        if (Chain.isEmpty(logits)) {
            return Optional.empty();
        }
        float[] perPixel = full.features().frame().toSlice(logits, full.maskSide());
        lean(perPixel, shape, trust);
        return Optional.of(new Score(perPixel, confidence(slice, perPixel, generated, propagated)));
    }

    /** How far the shape counts between two seeds, 0 to 1. */
    private float trust(float[] shape, float[] generated, float @Nullable [] propagated) {
        double likeness = likeness(shape, generated, small);
        if (propagated != null) {
            likeness = Math.max(likeness, likeness(shape, propagated, full));
        }
        return (float) Math.clamp((likeness - SHAPE_DOUBTED) / (SHAPE_TRUSTED - SHAPE_DOUBTED), 0, 1);
    }

    private static double likeness(float[] shape, float[] logits, SliceModel model) {
        double dice = Overlap.of(shape, model.features().frame().toSlice(logits, model.maskSide()));
        return Double.isNaN(dice) ? 1 : dice;
    }

    /** Logits on the full grid; or what was generated, where nothing was propagated or it weighs nothing. */
    private float @Nullable [] mixed(float @Nullable [] generated, float @Nullable [] propagated, float weight) {
        if (generated == null || propagated == null || weight == 0) {
            return generated;
        }
        int coarse = small.maskSide();
        int fine = full.maskSide();
        float[] mixed = new float[propagated.length];
        for (int p = 0; p < mixed.length; p++) {
            int row = p / fine * coarse / fine;
            int column = p % fine * coarse / fine;
            mixed[p] = weight * propagated[p] + (1 - weight) * generated[row * coarse + column];
        }
        return mixed;
    }

    private float[] read(int slice, Bracket bracket, float @Nullable [] mask, float trust) {
        if (trust == 0 || trust == 1) {
            return read(slice, bracket, mask, trust == 1);
        }
        float[] with = read(slice, bracket, mask, true);
        float[] without = read(slice, bracket, mask, false);
        for (int p = 0; p < with.length; p++) {
            with[p] = trust * with[p] + (1 - trust) * without[p];
        }
        return with;
    }

    private float[] read(int slice, Bracket bracket, float @Nullable [] mask, boolean besideShape) {
        try (NDManager scope = full.model().newScope()) {
            Features features = full.at(slice, scope);
            List<Memory> memories = new ArrayList<>();
            if (mask != null) {
                memories.add(Memory.given(full.memoryOfLogits(features, mask)));
            }
            memories.addAll(seeds.memories(bracket, full));
            if (besideShape) {
                memories.add(Memory.given(full.memory(features, seeds.shape().mask(slice))));
            }
            return OutlineLevel.lowered(full.decode(features, memories).logits().toFloatArray(), level);
        }
    }

    /** Adds the interpolated shape as a weak vote, in logits. */
    private void lean(float[] logits, float[] signedMm, float trust) {
        float[] vote = shapeLogits(signedMm, full);
        for (int p = 0; p < logits.length; p++) {
            logits[p] += trust * vote[p];
        }
    }

    /** What the signed distances of a shape are worth in logits. */
    static float[] shapeLogits(float[] signedMm, SliceModel full) {
        double pixelMm = full.features().frame().sideMm() / full.side();
        float[] logits = new float[signedMm.length];
        for (int p = 0; p < logits.length; p++) {
            logits[p] = (float) (SHAPE_LOGITS * Math.clamp(signedMm[p] / pixelMm, -SHAPE_REACH, SHAPE_REACH));
        }
        return logits;
    }
}
