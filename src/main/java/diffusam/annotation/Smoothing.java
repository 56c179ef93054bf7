package diffusam.annotation;

import diffusam.volume.Extent;
import diffusam.volume.Grid;
import java.util.Arrays;

/**
 * Smooths the surface of a label: what is more inside than outside of it, seen through a Gaussian in millimetres, belongs to
 * it. Only background is gained, so other labels stay. Takes long; any thread.
 */
public final class Smoothing {
    private static final double REACH = 3; // standard deviations

    private final Extent extent;
    private final int label;
    private final int[] low;
    private final int[] size;
    private final float[] field;

    private Smoothing(LabelMap map, int label, int[] low, int[] size) {
        this.extent = map.grid().extent();
        this.label = label;
        this.low = low;
        this.size = size;
        field = new float[Math.multiplyExact(Math.multiplyExact(size[0], size[1]), size[2])];
        for (int p = 0; p < field.length; p++) {
            field[p] = labelAt(map, p) == label ? 1 : 0;
        }
    }

    /** The edit that smooths a label in all three directions. */
    public static LabelEdit inVolume(LabelMap map, int label, double sigmaMm) {
        return smoothed(map, label, sigmaMm, -1);
    }

    /**
     * The edit that smooths a label on each slice for itself.
     *
     * @param sliceAxis index axis that counts the slices
     */
    public static LabelEdit onSlices(LabelMap map, int label, double sigmaMm, int sliceAxis) {
        return smoothed(map, label, sigmaMm, sliceAxis);
    }

    private static LabelEdit smoothed(LabelMap map, int label, double sigmaMm, int leftOut) {
        if (!(sigmaMm > 0)) {
            throw new IllegalArgumentException("smoothing by " + sigmaMm + " mm");
        }
        Grid grid = map.grid();
        double[] sigma = new double[3];
        int[] margin = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            sigma[axis] = axis == leftOut ? 0 : sigmaMm / grid.spacingMm(axis);
            margin[axis] = (int) Math.ceil(REACH * sigma[axis]);
        }
        return VoxelBox.around(map, label)
                .map(box -> smoothed(map, label, box, sigma, margin))
                .orElseGet(() -> map.edit().build());
    }

    private static LabelEdit smoothed(LabelMap map, int label, VoxelBox box, double[] sigma, int[] margin) {
        int[] low = new int[3];
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            low[axis] = box.low(axis) - margin[axis];
            size[axis] = box.high(axis) - box.low(axis) + 1 + 2 * margin[axis];
        }
        Smoothing smoothing = new Smoothing(map, label, low, size);
        for (int axis = 0; axis < 3; axis++) {
            smoothing.blur(axis, sigma[axis], margin[axis]);
        }
        return smoothing.edit(map);
    }

    private void blur(int axis, double sigma, int reach) {
        if (reach == 0) {
            return;
        }
        double[] weight = new double[reach + 1];
        for (int n = 0; n <= reach; n++) {
            weight[n] = Math.exp(-n * n / (2 * sigma * sigma));
        }
        double sum = 2 * Arrays.stream(weight).sum() - weight[0];
        int stride = axis == 0 ? 1 : axis == 1 ? size[0] : size[0] * size[1];
        double[] line = new double[size[axis]];
        for (int start = 0; start < field.length; start++) {
            if (start / stride % size[axis] != 0) {
                continue;
            }
            for (int n = 0; n < line.length; n++) {
                line[n] = field[start + n * stride];
            }
            for (int n = 0; n < line.length; n++) {
                double value = 0;
                for (int m = Math.max(0, n - reach); m <= Math.min(line.length - 1, n + reach); m++) {
                    value += weight[Math.abs(m - n)] * line[m];
                }
                field[start + n * stride] = (float) (value / sum);
            }
        }
    }

    private LabelEdit edit(LabelMap map) {
        LabelEdit.Builder edit = map.edit();
        for (int p = 0; p < field.length; p++) {
            if (!extent.contains(i(p), j(p), k(p))) {
                continue;
            }
            int old = map.at(i(p), j(p), k(p));
            if (old == Label.BACKGROUND && field[p] > 0.5) {
                edit.set(i(p), j(p), k(p), label);
            } else if (old == label && field[p] < 0.5) {
                edit.set(i(p), j(p), k(p), Label.BACKGROUND);
            }
        }
        return edit.build();
    }

    /** Outside of the map it goes on as at its border: a label cut off by the image's edge keeps its face there. */
    private int labelAt(LabelMap map, int p) {
        return map.at(
                Math.clamp(i(p), 0, extent.nx() - 1),
                Math.clamp(j(p), 0, extent.ny() - 1),
                Math.clamp(k(p), 0, extent.nz() - 1));
    }

    private int i(int p) {
        return low[0] + p % size[0];
    }

    private int j(int p) {
        return low[1] + p / size[0] % size[1];
    }

    private int k(int p) {
        return low[2] + p / size[0] / size[1];
    }
}
