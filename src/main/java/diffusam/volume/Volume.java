package diffusam.volume;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * An image volume. Voxels are kept as stored, one heap buffer a k-slice, so that a volume may exceed 2³¹ bytes; the real
 * value (HU for CT) is {@code stored * slope + intercept}. Immutable once built and safe to share between threads.
 */
public final class Volume {
    /** What stands for the value where there is no image: darker than any window. */
    public static final double OUTSIDE = -1e30;

    private final Grid grid;
    private final VoxelType type;
    private final double slope;
    private final double intercept;
    private final MemorySegment[] slices;

    private Volume(Builder builder) {
        grid = builder.grid;
        type = builder.type;
        slope = builder.slope;
        intercept = builder.intercept;
        slices = builder.filled();
    }

    public Grid grid() {
        return grid;
    }

    public VoxelType type() {
        return type;
    }

    public double slope() {
        return slope;
    }

    public double intercept() {
        return intercept;
    }

    /** Real value of a voxel. */
    public double value(int i, int j, int k) {
        return stored(i, j, k) * slope + intercept;
    }

    /** Stored value of a voxel, before slope and intercept. */
    public double stored(int i, int j, int k) {
        return type.read(slices[k], i + (long) j * grid.extent().nx());
    }

    /** Real value at a linear position of an i-fastest array. */
    public double value(long position) {
        long perSlice = (long) grid.extent().nx() * grid.extent().ny();
        return type.read(slices[(int) (position / perSlice)], position % perSlice) * slope + intercept;
    }

    /** Read-only stored voxels of k-slice {@code k}, i-fastest, in the machine's byte order. */
    public MemorySegment storedSlice(int k) {
        return slices[k].asReadOnly();
    }

    /**
     * Real values of one slice of a plane, in radiological display. The layout may be of another grid: its pixels get the
     * values at their places by trilinear interpolation, {@link #OUTSIDE} where there are none.
     */
    public Slice slice(SliceLayout layout, int index) {
        return slice(layout, index, new float[layout.columns() * layout.rows()]);
    }

    /** The same, with its values in an array of the right length that nobody else reads any more. */
    public Slice slice(SliceLayout layout, int index, float[] values) {
        if (!layout.isOf(grid)) {
            return resampledSlice(layout, index);
        }
        layout.forEachRun(
                index,
                (k, voxel, voxelStep, pixel, pixelStep, length) -> type.readRun(
                        slices[k],
                        voxel,
                        voxelStep,
                        length,
                        new VoxelType.Sink(values, pixel, pixelStep, slope, intercept)));
        return slice(layout, values);
    }

    /** Real values where the pixels of a slice of any grid lie in patient space; see {@link #slice}. */
    public Slice resampledSlice(SliceLayout layout, int index) {
        Volume there = resampledTo(layout.gridOf(index), OUTSIDE);
        float[] values = new float[layout.columns() * layout.rows()];
        MemorySegment.copy(there.slices[0], ValueLayout.JAVA_FLOAT_UNALIGNED, 0, values, 0, values.length);
        return slice(layout, values);
    }

    private static Slice slice(SliceLayout layout, float[] values) {
        Grid pixels = layout.grid();
        return new Slice(
                layout.columns(),
                layout.rows(),
                pixels.spacingMm(layout.columnAxis()),
                pixels.spacingMm(layout.rowAxis()),
                values);
    }

    /**
     * The real values at the voxels of another grid, by trilinear interpolation, as {@link VoxelType#FLOAT32}.
     *
     * @param outsideValue what lies further than half a voxel beyond the outermost voxel centres
     */
    public Volume resampledTo(Grid target, double outsideValue) {
        return Resampling.trilinear(this, target, outsideValue);
    }

    /** Fills a volume slice by slice; slices not touched hold stored zeros and share their memory. */
    public static final class Builder {
        private final Grid grid;
        private final VoxelType type;
        private final int bytesPerSlice;
        private final @Nullable MemorySegment[] slices;
        private double slope = 1;
        private double intercept;

        public Builder(Grid grid, VoxelType type) {
            this.grid = grid;
            this.type = type;
            Extent e = grid.extent();
            long bytes = (long) e.nx() * e.ny() * type.bytes();
            if (bytes > Integer.MAX_VALUE - 16) {
                throw new IllegalArgumentException("one slice of " + e + " voxels exceeds 2 GiB");
            }
            bytesPerSlice = (int) bytes;
            slices = new MemorySegment[e.nz()];
        }

        public Builder rescale(double slope, double intercept) {
            this.slope = slope;
            this.intercept = intercept;
            return this;
        }

        /** Writable stored voxels of k-slice {@code k}, i-fastest, in the machine's byte order. */
        public MemorySegment slice(int k) {
            MemorySegment slice = slices[k];
            if (slice == null) {
                slice = MemorySegment.ofArray(new byte[bytesPerSlice]);
                slices[k] = slice;
            }
            return slice;
        }

        /** Sets one stored value. */
        public Builder set(int i, int j, int k, double stored) {
            type.write(slice(k), i + (long) j * grid.extent().nx(), stored);
            return this;
        }

        public Volume build() {
            return new Volume(this);
        }

        private MemorySegment[] filled() {
            MemorySegment[] filled = new MemorySegment[slices.length];
            MemorySegment zeros = null;
            for (int k = 0; k < slices.length; k++) {
                MemorySegment slice = slices[k];
                if (slice == null) {
                    zeros = zeros == null ? MemorySegment.ofArray(new byte[bytesPerSlice]) : zeros;
                    slice = zeros;
                }
                filled[k] = slice;
            }
            return filled;
        }
    }
}
