package diffusam.annotation;

import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Resampling;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The label of every voxel of a grid, 0 where there is none. Immutable: an edit gives a new map that shares the untouched
 * k-slices with the old one, so a map is its own snapshot and may be read by any thread.
 */
public final class LabelMap {
    private final Grid grid;
    private final short[][] slices;

    private LabelMap(Grid grid, short[][] slices) {
        this.grid = grid;
        this.slices = slices;
    }

    /** A map without labels; all slices share one buffer. */
    public static LabelMap empty(Grid grid) {
        Extent e = grid.extent();
        short[][] slices = new short[e.nz()][];
        java.util.Arrays.fill(slices, new short[e.nx() * e.ny()]);
        return new LabelMap(grid, slices);
    }

    /**
     * Reads labels out of a volume.
     *
     * @throws IllegalArgumentException if a value is not a whole number from 0 to {@link Label#MAX_ID}
     */
    public static LabelMap of(Volume volume) {
        Extent e = volume.grid().extent();
        LabelMap empty = empty(volume.grid());
        short[][] slices = empty.slices.clone();
        for (int k = 0; k < e.nz(); k++) {
            short[] slice = new short[e.nx() * e.ny()];
            boolean any = false;
            for (int p = 0; p < slice.length; p++) {
                double value = volume.value((long) k * slice.length + p);
                if (value < 0 || value > Label.MAX_ID || value != Math.rint(value)) {
                    throw new IllegalArgumentException("labels are whole numbers from 0 to " + Label.MAX_ID
                            + ", but voxel (" + p % e.nx() + ", " + p / e.nx() + ", " + k + ") holds " + value);
                }
                slice[p] = (short) (int) value;
                any |= slice[p] != 0;
            }
            if (any) {
                slices[k] = slice;
            }
        }
        return new LabelMap(volume.grid(), slices);
    }

    /**
     * The same labels on a grid of the same extent: files may keep positions less exactly than they are known.
     *
     * @throws IllegalArgumentException if the extents differ
     */
    public LabelMap on(Grid grid) {
        if (!grid.extent().equals(this.grid.extent())) {
            throw new IllegalArgumentException(grid.extent() + " voxels instead of " + this.grid.extent());
        }
        return new LabelMap(grid, slices);
    }

    public Grid grid() {
        return grid;
    }

    public int at(int i, int j, int k) {
        return slices[k][i + j * grid.extent().nx()] & 0xFFFF;
    }

    /** Label at a linear position of an i-fastest array. */
    public int at(long position) {
        int perSlice = slices[0].length;
        return slices[(int) (position / perSlice)][(int) (position % perSlice)] & 0xFFFF;
    }

    /** Where {@code label} lies on one slice of a plane, row by row in radiological display. */
    public boolean[] mask(SliceLayout layout, int slice, int label) {
        boolean[] mask = new boolean[layout.columns() * layout.rows()];
        layout.forEachRun(slice, (k, voxel, voxelStep, pixel, pixelStep, length) -> {
            short[] labels = slices[k];
            for (int n = 0; n < length; n++) {
                mask[pixel + n * pixelStep] = (labels[voxel + n * voxelStep] & 0xFFFF) == label;
            }
        });
        return mask;
    }

    /**
     * The labels of one slice of a plane, row by row in radiological display. The layout may be of another grid: each pixel
     * has the label of the voxel that holds its centre.
     */
    public short[] slice(SliceLayout layout, int slice) {
        return slice(layout, slice, new short[layout.columns() * layout.rows()]);
    }

    /** The same, if it can be in an array of the right length that nobody else reads any more. */
    public short[] slice(SliceLayout layout, int slice, short[] out) {
        if (!layout.isOf(grid)) {
            short[] there = resampledTo(layout.gridOf(slice)).slices[0];
            System.arraycopy(there, 0, out, 0, out.length);
            return out;
        }
        layout.forEachRun(slice, (k, voxel, voxelStep, pixel, pixelStep, length) -> {
            short[] labels = slices[k];
            for (int n = 0; n < length; n++) {
                out[pixel + n * pixelStep] = labels[voxel + n * voxelStep];
            }
        });
        return out;
    }

    /**
     * Brings one slice of a plane up to date, reading only the voxels of k-slices that an edit has replaced.
     *
     * @param before an earlier map on the same grid
     * @param out holds the slice of {@code before}
     */
    public void recut(SliceLayout layout, int slice, LabelMap before, short[] out) {
        if (!layout.isOf(grid) || !before.grid.extent().equals(grid.extent())) {
            slice(layout, slice, out);
            return;
        }
        layout.forEachRun(slice, (k, voxel, voxelStep, pixel, pixelStep, length) -> {
            short[] labels = slices[k];
            if (labels != before.slices[k]) {
                for (int n = 0; n < length; n++) {
                    out[pixel + n * pixelStep] = labels[voxel + n * voxelStep];
                }
            }
        });
    }

    /** The labels that occur, without background. */
    public SortedSet<Integer> labels() {
        BitSet seen = new BitSet();
        for (short[] slice : slices) {
            for (short label : slice) {
                seen.set(label & 0xFFFF);
            }
        }
        seen.clear(Label.BACKGROUND);
        SortedSet<Integer> labels = new TreeSet<>();
        seen.stream().forEach(labels::add);
        return labels;
    }

    /** The slices of a layout on which {@code label} occurs. */
    public SortedSet<Integer> slicesWith(SliceLayout layout, int label) {
        BitSet seen = new BitSet();
        int nx = grid.extent().nx();
        for (int k = 0; k < slices.length; k++) {
            for (int p = 0; p < slices[k].length; p++) {
                if ((slices[k][p] & 0xFFFF) == label) {
                    seen.set(
                            switch (layout.sliceAxis()) {
                                case 0 -> p % nx;
                                case 1 -> p / nx;
                                default -> k;
                            });
                }
            }
        }
        SortedSet<Integer> numbers = new TreeSet<>();
        seen.stream().forEach(numbers::add);
        return numbers;
    }

    /** The labels at the voxels of another grid: each takes that of the voxel it lies in, background outside. */
    public LabelMap resampledTo(Grid target) {
        Resampling map = Resampling.between(grid, target);
        Extent from = grid.extent();
        Extent to = target.extent();
        LabelMap resampled = empty(target);
        for (int k = 0; k < to.nz(); k++) {
            short[] slice = new short[to.nx() * to.ny()];
            boolean any = false;
            for (int p = 0; p < slice.length; p++) {
                Ijk source = map.sourceOf(p % to.nx(), p / to.nx(), k);
                int i = (int) Math.floor(source.i() + 0.5);
                int j = (int) Math.floor(source.j() + 0.5);
                int sourceK = (int) Math.floor(source.k() + 0.5);
                slice[p] = from.contains(i, j, sourceK) ? (short) at(i, j, sourceK) : Label.BACKGROUND;
                any |= slice[p] != Label.BACKGROUND;
            }
            if (any) {
                resampled.slices[k] = slice;
            }
        }
        return resampled;
    }

    /** Starts an edit of this map. */
    public LabelEdit.Builder edit() {
        return new LabelEdit.Builder(this);
    }

    /**
     * The map after an edit.
     *
     * @throws IllegalArgumentException if the edit lies outside the map, or a voxel does not hold what it found there
     */
    public LabelMap apply(LabelEdit edit) {
        short[][] changed = slices.clone();
        for (LabelEdit.SliceRuns runs : edit.slices()) {
            changed[runs.k()] = runs.applyTo(slices[checkedK(runs.k())]);
        }
        return new LabelMap(grid, changed);
    }

    /** The same map, which holds the memory of {@code twin} wherever that holds the same. */
    LabelMap sharing(LabelMap twin) {
        short[][] shared = slices.clone();
        for (int k = 0; k < shared.length; k++) {
            if (k < twin.slices.length && Arrays.equals(shared[k], twin.slices[k])) {
                shared[k] = twin.slices[k];
            }
        }
        return new LabelMap(grid, shared);
    }

    /** The edit that leaves no voxel of {@code label}. */
    LabelEdit clear(int label) {
        LabelEdit.Builder edit = edit();
        int perSlice = slices[0].length;
        for (int k = 0; k < slices.length; k++) {
            for (int p = 0; p < perSlice; p++) {
                if ((slices[k][p] & 0xFFFF) == label) {
                    edit.set((long) k * perSlice + p, Label.BACKGROUND);
                }
            }
        }
        return edit.build();
    }

    /** The edit that leaves here what {@code edit} leaves behind, whatever it expected to find. */
    LabelEdit rebase(LabelEdit edit) {
        short[][] changed = slices.clone();
        for (LabelEdit.SliceRuns runs : edit.slices()) {
            changed[checkedK(runs.k())] = runs.overwrite(slices[runs.k()]);
        }
        return LabelEdit.between(this, new LabelMap(grid, changed));
    }

    /** Voxels of k-slice {@code k}; the caller must not write to it. */
    short[] sharedSlice(int k) {
        return slices[k];
    }

    private int checkedK(int k) {
        if (k < 0 || k >= slices.length) {
            throw new IllegalArgumentException("the edit is of slice " + k + ", the map has " + slices.length);
        }
        return k;
    }
}
