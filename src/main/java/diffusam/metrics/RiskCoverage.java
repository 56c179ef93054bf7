package diffusam.metrics;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether confidence tells good masks from bad ones.
 *
 * @param masks what was judged, the surest first
 */
public record RiskCoverage(List<Judged> masks) {
    /**
     * A mask on a slice with its confidence and its true overlap.
     *
     * @param dice from 0 to 1
     */
    public record Judged(int slice, double confidence, double dice) {
        private Judged worst(Judged other) {
            return new Judged(slice, Math.min(confidence, other.confidence), Math.min(dice, other.dice));
        }
    }

    public RiskCoverage {
        masks = masks.stream()
                .sorted(Comparator.comparingDouble(Judged::confidence).reversed())
                .toList();
    }

    public static RiskCoverage of(Collection<Judged> masks) {
        return new RiskCoverage(List.copyOf(masks));
    }

    /** Every slice as a whole: the least confidence in a mask of it beside the least overlap of one. */
    public RiskCoverage ofSlices() {
        return of(masks.stream()
                .collect(Collectors.toMap(Judged::slice, mask -> mask, Judged::worst))
                .values());
    }

    /** Spearman's rank correlation of confidence and overlap; NaN if it is not defined. */
    public double spearman() {
        double[] a = ranks(masks.stream().mapToDouble(Judged::confidence).toArray());
        double[] b = ranks(masks.stream().mapToDouble(Judged::dice).toArray());
        double mean = (a.length + 1) / 2.0;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int n = 0; n < a.length; n++) {
            ab += (a[n] - mean) * (b[n] - mean);
            aa += (a[n] - mean) * (a[n] - mean);
            bb += (b[n] - mean) * (b[n] - mean);
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** Ranks from 1; equal values share the mean of theirs. */
    private static double[] ranks(double[] values) {
        double[] ranks = new double[values.length];
        for (int n = 0; n < values.length; n++) {
            double value = values[n];
            long smaller = IntStream.range(0, values.length)
                    .filter(m -> values[m] < value)
                    .count();
            long equal = IntStream.range(0, values.length)
                    .filter(m -> values[m] == value)
                    .count();
            ranks[n] = smaller + (equal + 1) / 2.0;
        }
        return ranks;
    }

    /**
     * Mean risk, 1 − Dice, of the surest masks.
     *
     * @param coverage the share of masks that is kept, in (0, 1]; at least one is
     */
    public double risk(double coverage) {
        long kept = Math.max(1, Math.round(coverage * masks.size()));
        return masks.stream()
                .limit(kept)
                .mapToDouble(mask -> 1 - mask.dice)
                .average()
                .orElse(Double.NaN);
    }
}
