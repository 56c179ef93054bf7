package diffusam.pretrain;

import diffusam.annotation.SignedDistance;
import diffusam.foundation.Foundation.Click;
import diffusam.foundation.Foundation.Region;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/** Square masks, row by row. */
final class Masks {
    private static final double SLACK = .1;

    private Masks() {}

    /** The mask with everything that it encloses. */
    static boolean[] fillHoles(boolean[] mask, int side) {
        boolean[] outside = new boolean[mask.length];
        ArrayDeque<Integer> open = new ArrayDeque<>();
        for (int n = 0; n < side; n++) {
            reach(n, mask, outside, open);
            reach(mask.length - 1 - n, mask, outside, open);
            reach(n * side, mask, outside, open);
            reach(n * side + side - 1, mask, outside, open);
        }
        while (!open.isEmpty()) {
            int p = open.pop();
            if (p % side > 0) {
                reach(p - 1, mask, outside, open);
            }
            if (p % side < side - 1) {
                reach(p + 1, mask, outside, open);
            }
            if (p >= side) {
                reach(p - side, mask, outside, open);
            }
            if (p < mask.length - side) {
                reach(p + side, mask, outside, open);
            }
        }
        boolean[] filled = new boolean[mask.length];
        for (int p = 0; p < mask.length; p++) {
            filled[p] = !outside[p];
        }
        return filled;
    }

    private static void reach(int p, boolean[] mask, boolean[] outside, ArrayDeque<Integer> open) {
        if (!mask[p] && !outside[p]) {
            outside[p] = true;
            open.push(p);
        }
    }

    /**
     * The click that a person would make next: well inside the larger of what is missing and what is too much.
     *
     * @param predicted nothing at all for the first click
     */
    static Click nextClick(RandomGenerator random, boolean[] predicted, boolean[] truth, int side) {
        boolean[] missing = new boolean[truth.length];
        boolean[] tooMuch = new boolean[truth.length];
        int missed = 0;
        int extra = 0;
        for (int p = 0; p < truth.length; p++) {
            missing[p] = truth[p] && !predicted[p];
            tooMuch[p] = predicted[p] && !truth[p];
            missed += missing[p] ? 1 : 0;
            extra += tooMuch[p] ? 1 : 0;
        }
        if (missed == 0 && extra == 0) {
            missing = truth;
            missed = 1;
        }
        boolean positive = missed >= extra;
        int p = wellInside(random, positive ? missing : tooMuch, side);
        return new Click((p % side + .5) / side, (p / side + .5) / side, positive);
    }

    /** A box that a person would draw around the mask: each edge off by up to a tenth of the box. */
    static Region box(RandomGenerator random, boolean[] mask, int side) {
        int left = side;
        int right = 0;
        int top = side;
        int bottom = 0;
        for (int p = 0; p < mask.length; p++) {
            if (mask[p]) {
                left = Math.min(left, p % side);
                right = Math.max(right, p % side + 1);
                top = Math.min(top, p / side);
                bottom = Math.max(bottom, p / side + 1);
            }
        }
        double x = SLACK * (right - left);
        double y = SLACK * (bottom - top);
        return new Region(
                Math.max(0, (left + random.nextDouble(-x, x)) / side),
                Math.max(0, (top + random.nextDouble(-y, y)) / side),
                Math.min(1, (right + random.nextDouble(-x, x)) / side),
                Math.min(1, (bottom + random.nextDouble(-y, y)) / side));
    }

    /** A pixel at least half as deep in the mask as its deepest. */
    private static int wellInside(RandomGenerator random, boolean[] mask, int side) {
        float[] depth =
                SignedDistance.hasNoBoundary(mask) ? new float[mask.length] : SignedDistance.of(mask, side, 1, 1);
        float deepest = 0;
        for (float d : depth) {
            deepest = Math.max(deepest, d);
        }
        float wanted = deepest * random.nextFloat(.5f, .95f);
        int chosen = 0;
        int seen = 0;
        for (int p = 0; p < depth.length; p++) {
            if (depth[p] >= wanted && random.nextInt(++seen) == 0) {
                chosen = p;
            }
        }
        return chosen;
    }
}
