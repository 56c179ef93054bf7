package diffusam.metrics;

import diffusam.annotation.LabelMap;
import diffusam.annotation.VoxelBox;
import diffusam.surface.SurfaceNets;
import diffusam.volume.Extent;
import diffusam.volume.Volume;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The figures of one label.
 *
 * @param values of the image under the label
 * @param diameterMm the longest distance between two voxels, in three dimensions, centre to centre
 * @param surfaceMm2 area of the smoothed surface
 */
public record StructureMeasures(
        double volumeMl, ValueStatistics values, Histogram histogram, double diameterMm, double surfaceMm2) {
    private static final int BINS = 64;

    /** More cells than this are measured on a coarser lattice. */
    private static final long MOST_SURFACE_CELLS = 8_000_000;

    /** Empty if the label does not occur. Takes long; any thread. */
    public static Optional<StructureMeasures> of(Volume image, LabelMap map, int label) {
        return VoxelBox.around(map, label).map(box -> of(image, map, label, box));
    }

    private static StructureMeasures of(Volume image, LabelMap map, int label, VoxelBox box) {
        ValueStatistics.Collector collector = new ValueStatistics.Collector();
        forEach(map, label, box, p -> collector.add(image.value(p)));
        ValueStatistics values = collector.result();
        long[] counts = new long[BINS];
        forEach(map, label, box, p -> counts[Histogram.bin(image.value(p), values.least(), values.most(), BINS)]++);
        return new StructureMeasures(
                values.count() * map.grid().voxelVolumeMm3() / 1000,
                values,
                new Histogram(values.least(), values.most(), counts),
                Diameter.longestMm(map, label, box),
                SurfaceNets.of(map, label, MOST_SURFACE_CELLS).areaMm2());
    }

    private static void forEach(LabelMap map, int label, VoxelBox box, LongConsumer voxel) {
        Extent e = map.grid().extent();
        for (int k = box.k0(); k <= box.k1(); k++) {
            for (int j = box.j0(); j <= box.j1(); j++) {
                for (int i = box.i0(); i <= box.i1(); i++) {
                    if (map.at(i, j, k) == label) {
                        voxel.accept(i + (long) e.nx() * (j + (long) e.ny() * k));
                    }
                }
            }
        }
    }
}
