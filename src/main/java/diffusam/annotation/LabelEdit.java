package diffusam.annotation;

import diffusam.volume.Extent;
import diffusam.volume.SliceLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two label maps, as runs of voxels that had one label and got another. Edits are values: they can be
 * inverted, merged, stored and replayed.
 */
public record LabelEdit(List<SliceRuns> slices) {
    public LabelEdit {
        slices = List.copyOf(slices);
    }

    public boolean isEmpty() {
        return slices.isEmpty();
    }

    /** The edit that takes this one back. */
    public LabelEdit invert() {
        return new LabelEdit(slices.stream().map(SliceRuns::invert).toList());
    }

    /** Memory held, for bounding a history. */
    public long bytes() {
        return slices.stream().mapToLong(s -> 64 + 12L * s.starts.length).sum();
    }

    /**
     * This edit followed by {@code next}, as one.
     *
     * @param before the map this edit applies to
     */
    public LabelEdit then(LabelEdit next, LabelMap before) {
        return between(before, before.apply(this).apply(next));
    }

    /** This edit in a few bytes a run, for files; see {@link #decode}. */
    public byte[] encode() {
        return RunCodec.encode(this);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IOException if these bytes are not an edit
     */
    public static LabelEdit decode(byte[] bytes) throws IOException {
        return RunCodec.decode(bytes);
    }

    /** For each label the slices of a plane on which this edit adds it or takes it away. */
    public Map<Integer, BitSet> slicesTouched(SliceLayout layout) {
        Map<Integer, BitSet> touched = new HashMap<>();
        for (SliceRuns runs : slices) {
            for (int n = 0; n < runs.starts.length; n++) {
                for (int label : new int[] {runs.before[n] & 0xFFFF, runs.after[n] & 0xFFFF}) {
                    if (label != Label.BACKGROUND) {
                        runs.markSlices(n, layout, touched.computeIfAbsent(label, l -> new BitSet()));
                    }
                }
            }
        }
        return touched;
    }

    /** What turns {@code before} into {@code after}; k-slices that both share cost nothing. */
    @SuppressWarnings("ReferenceEquality") // untouched slices are shared
    public static LabelEdit between(LabelMap before, LabelMap after) {
        List<SliceRuns> slices = new ArrayList<>();
        for (int k = 0; k < before.grid().extent().nz(); k++) {
            short[] old = before.sharedSlice(k);
            short[] now = after.sharedSlice(k);
            if (old != now) {
                SliceRuns runs = SliceRuns.between(k, before.grid().extent().nx(), old, now, 0, old.length);
                if (runs.starts.length > 0) {
                    slices.add(runs);
                }
            }
        }
        return new LabelEdit(slices);
    }

    /**
     * The changed runs of one k-slice: {@code lengths[n]} voxels, {@code step} apart, from {@code starts[n]} on went from
     * label {@code before[n]} to {@code after[n]}. Runs go along rows or, where that takes fewer, along columns: so a stroke
     * on a slice of any plane takes few.
     *
     * @param step 1 along rows, the length of a row along columns
     */
    @SuppressWarnings("ArrayRecordComponent") // never written after construction, never compared
    public record SliceRuns(int k, int step, int[] starts, int[] lengths, short[] before, short[] after) {
        private static final int FEW = 4;

        /** The runs between two slices that are equal outside {@code from} (inclusive) to {@code to} (exclusive). */
        static SliceRuns between(int k, int nx, short[] old, short[] now, int from, int to) {
            RunList rows = new RunList(old, now, 1);
            for (int p = from; p < to; ) {
                p = old[p] == now[p] ? p + 1 : rows.add(p, to);
            }
            if (rows.count <= FEW) {
                return rows.at(k);
            }
            RunList columns = new RunList(old, now, nx);
            int end = Math.min(old.length, ((to - 1) / nx + 1) * nx);
            for (int i = rows.firstColumn(nx); i <= rows.lastColumn(nx) && columns.count < rows.count; i++) {
                for (int p = from / nx * nx + i; p < end; ) {
                    p = old[p] == now[p] ? p + nx : columns.add(p, end);
                }
            }
            return columns.count < rows.count ? columns.at(k) : rows.at(k);
        }

        SliceRuns invert() {
            return new SliceRuns(k, step, starts, lengths, after, before);
        }

        /** The slice after the runs, whatever it held before. */
        short[] overwrite(short[] slice) {
            checkInside(slice);
            short[] changed = slice.clone();
            for (int n = 0; n < starts.length; n++) {
                for (int q = 0, p = starts[n]; q < lengths[n]; q++, p += step) {
                    changed[p] = after[n];
                }
            }
            return changed;
        }

        short[] applyTo(short[] slice) {
            checkInside(slice);
            short[] changed = slice.clone();
            for (int n = 0; n < starts.length; n++) {
                for (int q = 0, p = starts[n]; q < lengths[n]; q++, p += step) {
                    if (changed[p] != before[n]) {
                        throw new IllegalArgumentException("voxel " + p + " of slice " + k + " holds label "
                                + (changed[p] & 0xFFFF) + ", the edit expects " + (before[n] & 0xFFFF));
                    }
                    changed[p] = after[n];
                }
            }
            return changed;
        }

        /** Marks the slices of a plane that run {@code n} crosses. */
        private void markSlices(int n, SliceLayout layout, BitSet marks) {
            int nx = layout.grid().extent().nx();
            for (int q = 0, p = starts[n]; q < lengths[n]; q++, p += step) {
                marks.set(
                        switch (layout.sliceAxis()) {
                            case 0 -> p % nx;
                            case 1 -> p / nx;
                            default -> k;
                        });
            }
        }

        private void checkInside(short[] slice) {
            for (int n = 0; n < starts.length; n++) {
                if (starts[n] < 0 || starts[n] + (lengths[n] - 1L) * step >= slice.length) {
                    throw new IllegalArgumentException(
                            "the edit leaves slice " + k + " of " + slice.length + " voxels");
                }
            }
        }
    }

    /** Collects runs of voxels, {@code step} apart. */
    private static final class RunList {
        private final short[] old;
        private final short[] now;
        private final int step;
        private int[] starts = new int[16];
        private int[] lengths = new int[16];
        private int count;

        RunList(short[] old, short[] now, int step) {
            this.old = old;
            this.now = now;
            this.step = step;
        }

        /** Adds the run that begins at {@code start}, and returns the position after it. */
        int add(int start, int end) {
            int p = start;
            while (p < end && old[p] == old[start] && now[p] == now[start]) {
                p += step;
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
                lengths = Arrays.copyOf(lengths, 2 * count);
            }
            starts[count] = start;
            lengths[count++] = (p - start) / step;
            return p;
        }

        int firstColumn(int nx) {
            int first = nx;
            for (int n = 0; n < count; n++) {
                first = Math.min(first, starts[n] % nx + lengths[n] > nx ? 0 : starts[n] % nx);
            }
            return first;
        }

        int lastColumn(int nx) {
            int last = 0;
            for (int n = 0; n < count; n++) {
                last = Math.max(last, Math.min(nx, starts[n] % nx + lengths[n]) - 1);
            }
            return last;
        }

        SliceRuns at(int k) {
            short[] before = new short[count];
            short[] after = new short[count];
            for (int n = 0; n < count; n++) {
                before[n] = old[starts[n]];
                after[n] = now[starts[n]];
            }
            return new SliceRuns(k, step, Arrays.copyOf(starts, count), Arrays.copyOf(lengths, count), before, after);
        }
    }

    /** Collects changes to a map; the map itself stays as it is. Not for sharing between threads. */
    public static final class Builder {
        private final LabelMap map;
        private final Extent extent;
        private final short[] @Nullable [] changed;
        private final int[] from; // of the changed voxels of each slice
        private final int[] to;

        Builder(LabelMap map) {
            this.map = map;
            this.extent = map.grid().extent();
            this.changed = new short[extent.nz()][];
            this.from = new int[extent.nz()];
            this.to = new int[extent.nz()];
        }

        /** The label as edited so far, at a linear position of an i-fastest array. */
        public int at(long position) {
            int perSlice = extent.nx() * extent.ny();
            int k = (int) (position / perSlice);
            short[] slice = changed[k];
            return (slice == null ? map.sharedSlice(k) : slice)[(int) (position % perSlice)] & 0xFFFF;
        }

        /** Sets the label at a linear position of an i-fastest array. */
        public Builder set(long position, int label) {
            int perSlice = extent.nx() * extent.ny();
            int k = (int) (position / perSlice);
            short[] slice = changed[k];
            if (slice == null) {
                slice = map.sharedSlice(k).clone();
                changed[k] = slice;
                from[k] = perSlice;
            }
            int p = (int) (position % perSlice);
            slice[p] = (short) label;
            from[k] = Math.min(from[k], p);
            to[k] = Math.max(to[k], p + 1);
            return this;
        }

        public Builder set(int i, int j, int k, int label) {
            return set(i + (long) extent.nx() * (j + (long) extent.ny() * k), label);
        }

        /**
         * Makes one slice's part of {@code label} equal to {@code mask} (row by row in radiological display): voxels in the
         * mask get the label where there is background or the label itself, voxels outside lose it.
         */
        public Builder setMask(SliceLayout layout, int slice, int label, boolean[] mask) {
            SliceLayout.Walk walk = layout.walk(slice);
            for (int row = 0, p = 0; row < layout.rows(); row++) {
                for (int column = 0; column < layout.columns(); column++, p++) {
                    long position = walk.at(column, row);
                    int old = at(position);
                    if (mask[p] && old == Label.BACKGROUND) {
                        set(position, label);
                    } else if (!mask[p] && old == label) {
                        set(position, Label.BACKGROUND);
                    }
                }
            }
            return this;
        }

        /** Replaces all labels of one slice (row by row in radiological display). */
        public Builder setLabels(SliceLayout layout, int slice, short[] labels) {
            SliceLayout.Walk walk = layout.walk(slice);
            for (int row = 0, p = 0; row < layout.rows(); row++) {
                for (int column = 0; column < layout.columns(); column++, p++) {
                    long position = walk.at(column, row);
                    if (at(position) != (labels[p] & 0xFFFF)) {
                        set(position, labels[p] & 0xFFFF);
                    }
                }
            }
            return this;
        }

        /**
         * Makes one slice's part of the {@code open} labels equal to {@code labels} (row by row in radiological display):
         * voxels that hold any other label keep it.
         */
        public Builder setLabels(SliceLayout layout, int slice, short[] labels, IntPredicate open) {
            SliceLayout.Walk walk = layout.walk(slice);
            for (int row = 0, p = 0; row < layout.rows(); row++) {
                for (int column = 0; column < layout.columns(); column++, p++) {
                    long position = walk.at(column, row);
                    int old = at(position);
                    if (old != Label.BACKGROUND && !open.test(old)) {
                        continue;
                    }
                    int wanted = labels[p] & 0xFFFF;
                    int now = open.test(wanted) ? wanted : Label.BACKGROUND;
                    if (now != old) {
                        set(position, now);
                    }
                }
            }
            return this;
        }

        public LabelEdit build() {
            List<SliceRuns> slices = new ArrayList<>();
            for (int k = 0; k < changed.length; k++) {
                short[] now = changed[k];
                if (now != null) {
                    SliceRuns runs = SliceRuns.between(k, extent.nx(), map.sharedSlice(k), now, from[k], to[k]);
                    if (runs.starts.length > 0) {
                        slices.add(runs);
                    }
                }
            }
            return new LabelEdit(slices);
        }
    }
}
