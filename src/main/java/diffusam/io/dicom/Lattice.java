package diffusam.io.dicom;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Evenly spaced planes that frames lie on, not every plane with a frame.
 *
 * @param lowest the frame with the least depth
 * @param step from one plane to the next
 * @param planes number of planes
 */
record Lattice(Placement lowest, Lps step, int planes) {
    private static final double SAME_DEPTH_MM = 0.01;
    private static final double TOLERANCE = 0.05;
    private static final int MAX_PLANES = 1 << 16;

    /**
     * The widest lattice that holds all frames.
     *
     * @throws DicomException if they are not parallel, or their distances are no multiples of one gap
     */
    static Lattice of(Path file, List<Placement> frames) throws DicomException {
        Placement any = frames.getFirst();
        if (!frames.stream().allMatch(any::isParallelTo)) {
            throw new DicomException(file, "its frames lie in different directions, which is not supported");
        }
        Lps normal = any.normal();
        Comparator<Placement> byDepth =
                Comparator.comparingDouble(p -> p.position().dot(normal));
        Placement lowest = frames.stream().min(byDepth).orElse(any);
        Placement highest = frames.stream().max(byDepth).orElse(any);
        double[] depths = frames.stream()
                .mapToDouble(p -> p.position().minus(lowest.position()).dot(normal))
                .sorted()
                .toArray();
        double span = depths[depths.length - 1];
        if (span < SAME_DEPTH_MM) {
            double gap = any.gapMm() > 0 ? any.gapMm() : any.thicknessMm() > 0 ? any.thicknessMm() : 1;
            return new Lattice(lowest, normal.times(gap), 1);
        }
        double gap = any.gapMm() > 0 && holds(depths, any.gapMm()) ? any.gapMm() : leastGap(depths);
        long steps = Math.round(span / gap);
        if (!holds(depths, gap) || steps >= MAX_PLANES) {
            throw new DicomException(file, "its frames are unevenly spaced, which is not supported");
        }
        Lps step = highest.position().minus(lowest.position()).times(1.0 / steps);
        return new Lattice(lowest, step, (int) steps + 1);
    }

    /** The plane a frame lies on. */
    int slice(Placement frame) {
        Lps normal = lowest.normal();
        return (int) Math.round(frame.position().minus(lowest.position()).dot(normal) / step.dot(normal));
    }

    Grid grid(int columns, int rows) {
        return new Grid(
                new Extent(columns, rows, planes),
                new Affine(
                        lowest.row().times(lowest.columnSpacingMm()),
                        lowest.column().times(lowest.rowSpacingMm()),
                        step,
                        lowest.position()));
    }

    private static boolean holds(double[] depths, double gap) {
        return DoubleStream.of(depths).allMatch(d -> Math.abs(d - Math.rint(d / gap) * gap) < TOLERANCE * gap);
    }

    private static double leastGap(double[] depths) {
        double least = Double.MAX_VALUE;
        for (int n = 1; n < depths.length; n++) {
            double gap = depths[n] - depths[n - 1];
            if (gap > SAME_DEPTH_MM) {
                least = Math.min(least, gap);
            }
        }
        return least;
    }
}
