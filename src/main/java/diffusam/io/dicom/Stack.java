package diffusam.io.dicom;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Parallel slices of one size, ordered along their normal. */
record Stack(List<SliceHeader> slices) {
    /** How far a slice may lie from where even spacing would put it, at most. */
    private static final double TOLERANCE_MM = 0.05;

    private static final double SAME_POSITION_MM = 0.01;
    private static final double MULTIPLE_TOLERANCE = 0.05;

    Stack {
        slices = List.copyOf(slices);
    }

    /** Orders slices along their common normal; equal depths keep the order of instance numbers. */
    static Stack ordered(List<SliceHeader> slices) {
        Lps normal = placement(slices.getFirst()).normal();
        return new Stack(slices.stream()
                .sorted(Comparator.comparingDouble(
                                (SliceHeader s) -> placement(s).position().dot(normal))
                        .thenComparingInt(SliceHeader::instanceNumber)
                        .thenComparingInt(SliceHeader::frame)
                        .thenComparing(s -> s.file().shown().toString()))
                .toList());
    }

    static Placement placement(SliceHeader slice) {
        return Objects.requireNonNull(slice.placement(), "a slice of a stack has a place");
    }

    int size() {
        return slices.size();
    }

    Placement first() {
        return placement(slices.getFirst());
    }

    Lps normal() {
        return first().normal();
    }

    /** Depth of slice {@code k} along the first slice's normal. */
    double depthMm(int k) {
        return placement(slices.get(k)).position().dot(normal());
    }

    boolean samePosition(int k, int other) {
        return Math.abs(depthMm(k) - depthMm(other)) < SAME_POSITION_MM;
    }

    boolean repeatsPositions() {
        for (int k = 1; k < size(); k++) {
            if (samePosition(k - 1, k)) {
                return true;
            }
        }
        return false;
    }

    /** Mean step from one slice to the next; of a single slice, its announced distance or thickness along the normal. */
    Lps step() {
        if (size() > 1) {
            return placement(slices.getLast())
                    .position()
                    .minus(first().position())
                    .times(1.0 / (size() - 1));
        }
        double gap = first().gapMm() > 0 ? first().gapMm() : first().thicknessMm() > 0 ? first().thicknessMm() : 1;
        return normal().times(gap);
    }

    /** True if the slices lie on the lattice {@link #grid} describes. */
    boolean isEven() {
        return size() == 1
                || (!repeatsPositions() && Math.abs(step().dot(normal())) > 0 && deviationMm() <= toleranceMm());
    }

    /** Degrees between the stacking direction and the slices' normal; 0 where it moves no pixel noticeably. */
    double tiltDegrees() {
        Lps step = step();
        double along = step.dot(normal());
        double shift = step.minus(normal().times(along)).norm();
        boolean noticeable = shift * (size() - 1) > 0.1 * Math.min(first().columnSpacingMm(), first().rowSpacingMm());
        return noticeable ? Math.toDegrees(Math.atan2(shift, Math.abs(along))) : 0;
    }

    /** The lattice of the slices, sheared where the stack is. */
    Grid grid() {
        Placement first = first();
        PixelFormat format = slices.getFirst().format();
        return new Grid(
                new Extent(format.columns(), format.rows(), size()),
                new Affine(
                        first.row().times(first.columnSpacingMm()),
                        first.column().times(first.rowSpacingMm()),
                        step(),
                        first.position()));
    }

    /** The gap between slices that occurs most. */
    double usualGapMm() {
        double[] gaps = gaps();
        double best = gaps[0];
        int most = 0;
        for (double candidate : gaps) {
            int like = 0;
            for (double gap : gaps) {
                like += Math.abs(gap - candidate) <= MULTIPLE_TOLERANCE * candidate ? 1 : 0;
            }
            if (like > most) {
                most = like;
                best = candidate;
            }
        }
        return best;
    }

    /** What is wrong with the gaps, if anything, as the end of a sentence. */
    Optional<String> unevenness() {
        if (isEven()) {
            return Optional.empty();
        }
        double usual = usualGapMm();
        int missing = 0;
        boolean multiples = true;
        double least = Double.MAX_VALUE;
        double most = 0;
        for (double gap : gaps()) {
            long times = Math.round(gap / usual);
            multiples &= times >= 1 && Math.abs(gap - times * usual) <= MULTIPLE_TOLERANCE * usual;
            missing += (int) Math.max(0, times - 1);
            least = Math.min(least, gap);
            most = Math.max(most, gap);
        }
        if (multiples && missing > 0) {
            return Optional.of(missing + (missing == 1 ? " slice is" : " slices are") + " missing");
        }
        if (most - least > toleranceMm()) {
            return Optional.of(
                    String.format(Locale.ROOT, "its slices are unevenly spaced, %.2f to %.2f mm apart", least, most));
        }
        return Optional.of("its slices are shifted against each other unevenly");
    }

    /** The longest run of neighbouring slices that is evenly spaced. */
    Stack longestEvenRun() {
        Stack best = new Stack(slices.subList(0, 1));
        int start = 0;
        while (start < size()) {
            int end = start + 1;
            while (end < size() && new Stack(slices.subList(start, end + 1)).isEven()) {
                end++;
            }
            if (end - start > best.size()) {
                best = new Stack(slices.subList(start, end));
            }
            start = Math.max(start + 1, end - 1);
        }
        return best;
    }

    /** Only the first slice at each position. */
    Stack firstAtEachPosition() {
        List<SliceHeader> kept = new ArrayList<>();
        for (int k = 0; k < size(); k++) {
            if (k == 0 || !samePosition(k - 1, k)) {
                kept.add(slices.get(k));
            }
        }
        return new Stack(kept);
    }

    private double[] gaps() {
        double[] gaps = new double[size() - 1];
        for (int k = 0; k < gaps.length; k++) {
            gaps[k] = depthMm(k + 1) - depthMm(k);
        }
        return gaps;
    }

    private double toleranceMm() {
        double gap = Math.abs(step().dot(normal()));
        return Math.min(TOLERANCE_MM, 0.1 * gap) + 0.01 * gap;
    }

    private double deviationMm() {
        Lps step = step();
        double worst = 0;
        for (int k = 0; k < size(); k++) {
            Lps even = first().position().plus(step.times(k));
            worst = Math.max(
                    worst, placement(slices.get(k)).position().minus(even).norm());
        }
        return worst;
    }
}
