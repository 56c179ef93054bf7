package diffusam.viewer;

import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Resampling;
import diffusam.volume.SliceLayout;
import java.util.BitSet;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The voxels that a gesture on some slices means: the pixels themselves, or, where the slices are cut obliquely through the
 * voxels, each that holds a touched pixel's centre or whose own centre lies in a touched pixel. So nothing that was seen to
 * be touched is left out, and a ball has no holes.
 */
record TouchedVoxels(SliceLayout layout, Map<Integer, BitSet> touched, Grid voxels) {
    /** Visits linear positions; some more than once. */
    void forEach(LongConsumer visitor) {
        touched.forEach((slice, pixels) -> pixels.stream().forEach(p -> {
            long position = layout.voxel(voxels, slice, p % layout.columns(), p / layout.columns());
            if (position >= 0) {
                visitor.accept(position);
            }
        }));
        if (!layout.isOf(voxels) && touched.values().stream().anyMatch(pixels -> !pixels.isEmpty())) {
            forEachCentre(visitor);
        }
    }

    private void forEachCentre(LongConsumer visitor) {
        Resampling toPixels = Resampling.between(layout.grid(), voxels);
        double[][] box = box();
        for (int k = first(box[0][2]); k <= last(box[1][2], voxels.extent().nz()); k++) {
            for (int j = first(box[0][1]); j <= last(box[1][1], voxels.extent().ny()); j++) {
                for (int i = first(box[0][0]);
                        i <= last(box[1][0], voxels.extent().nx());
                        i++) {
                    if (isTouched(toPixels.sourceOf(i, j, k))) {
                        visitor.accept(voxels.position(new Ijk(i, j, k)));
                    }
                }
            }
        }
    }

    private boolean isTouched(Ijk pixel) {
        BitSet pixels = touched.get((int) Math.rint(layout.slice(pixel)));
        int column = (int) Math.rint(layout.column(pixel));
        int row = (int) Math.rint(layout.row(pixel));
        return pixels != null
                && column >= 0
                && column < layout.columns()
                && row >= 0
                && pixels.get(row * layout.columns() + column);
    }

    /** The least and the greatest voxel index along each axis of what was touched. */
    private double[][] box() {
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] most = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        touched.forEach((slice, pixels) -> pixels.stream().forEach(p -> {
            Ijk index = layout.toIndex(slice, p % layout.columns(), p / layout.columns());
            Ijk at = voxels.toIndex(layout.grid().toLps(index));
            for (int axis = 0; axis < 3; axis++) {
                least[axis] = Math.min(least[axis], at.along(axis));
                most[axis] = Math.max(most[axis], at.along(axis));
            }
        }));
        return new double[][] {least, most};
    }

    private static int first(double index) {
        return Math.max(0, (int) Math.floor(index) - 1);
    }

    private static int last(double index, int length) {
        return Math.min(length - 1, (int) Math.ceil(index) + 1);
    }
}
