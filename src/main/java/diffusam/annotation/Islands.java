package diffusam.annotation;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The connected parts of a label, over faces of voxels in three dimensions, and the holes in it. Takes long; any thread. */
public final class Islands {
    private final LabelMap map;
    private final int label;
    private final Box box;

    private Islands(LabelMap map, int label, Box box) {
        this.map = map;
        this.label = label;
        this.box = box;
    }

    /** The edit that leaves only the largest part of a label. */
    public static LabelEdit keepLargest(LabelMap map, int label) {
        Islands islands = around(map, label);
        return islands == null ? map.edit().build() : islands.keepingLargest();
    }

    /** The edit that takes away the parts of a label that have fewer voxels than this. */
    public static LabelEdit removeSmall(LabelMap map, int label, long fewestVoxels) {
        Islands islands = around(map, label);
        return islands == null ? map.edit().build() : islands.removingSmall(fewestVoxels);
    }

    /** The edit that fills background which a label encloses on all sides. */
    public static LabelEdit fillHoles(LabelMap map, int label) {
        Islands islands = around(map, label);
        return islands == null ? map.edit().build() : islands.fillingHoles();
    }

    private LabelEdit keepingLargest() {
        BitSet largest = new BitSet();
        int voxels = 0;
        BitSet rest = where(value -> value == label);
        for (int p = rest.nextSetBit(0); p >= 0; p = rest.nextSetBit(p)) {
            BitSet part = takeOut(rest, p);
            if (part.cardinality() > voxels) {
                voxels = part.cardinality();
                largest = part;
            }
        }
        BitSet others = where(value -> value == label);
        others.andNot(largest);
        return setting(others, Label.BACKGROUND);
    }

    private LabelEdit removingSmall(long fewestVoxels) {
        BitSet small = new BitSet();
        BitSet rest = where(value -> value == label);
        for (int p = rest.nextSetBit(0); p >= 0; p = rest.nextSetBit(p)) {
            BitSet part = takeOut(rest, p);
            if (part.cardinality() < fewestVoxels) {
                small.or(part);
            }
        }
        return setting(small, Label.BACKGROUND);
    }

    private LabelEdit fillingHoles() {
        BitSet outside = where(value -> value != label);
        BitSet enclosed = (BitSet) outside.clone();
        takeOut(enclosed, 0); // the box has a border without the label
        BitSet background = where(value -> value == Label.BACKGROUND);
        enclosed.and(background);
        return setting(enclosed, label);
    }

    /** Takes the part that voxel {@code p} belongs to out of {@code voxels}, and returns it. */
    private BitSet takeOut(BitSet voxels, int p) {
        BitSet part = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        voxels.clear(p);
        open.add(p);
        while (!open.isEmpty()) {
            int at = open.remove();
            part.set(at);
            int i = at % box.nx;
            int j = at / box.nx % box.ny;
            int k = at / box.nx / box.ny;
            visit(voxels, open, i > 0, at - 1);
            visit(voxels, open, i < box.nx - 1, at + 1);
            visit(voxels, open, j > 0, at - box.nx);
            visit(voxels, open, j < box.ny - 1, at + box.nx);
            visit(voxels, open, k > 0, at - box.nx * box.ny);
            visit(voxels, open, k < box.nz - 1, at + box.nx * box.ny);
        }
        return part;
    }

    private static void visit(BitSet voxels, Deque<Integer> open, boolean exists, int at) {
        if (exists && voxels.get(at)) {
            voxels.clear(at);
            open.add(at);
        }
    }

    private BitSet where(IntPredicate wanted) {
        BitSet found = new BitSet();
        for (int p = 0; p < box.nx * box.ny * box.nz; p++) {
            if (wanted.test(labelAt(p))) {
                found.set(p);
            }
        }
        return found;
    }

    /** Outside of the map nothing is labelled, and nothing can be. */
    private int labelAt(int p) {
        int i = box.i(p);
        int j = box.j(p);
        int k = box.k(p);
        return map.grid().extent().contains(i, j, k) ? map.at(i, j, k) : Label.BACKGROUND;
    }

    private LabelEdit setting(BitSet voxels, int value) {
        LabelEdit.Builder edit = map.edit();
        voxels.stream().forEach(p -> edit.set(box.i(p), box.j(p), box.k(p), value));
        return edit.build();
    }

    private static @Nullable Islands around(LabelMap map, int label) {
        return VoxelBox.around(map, label)
                .map(box -> new Islands(map, label, Box.around(box)))
                .orElse(null);
    }

    /** A box with a border of one voxel, which may lie outside of the map. */
    private record Box(int i0, int j0, int k0, int nx, int ny, int nz) {
        static Box around(VoxelBox inner) {
            Box box = new Box(
                    inner.i0() - 1,
                    inner.j0() - 1,
                    inner.k0() - 1,
                    inner.i1() - inner.i0() + 3,
                    inner.j1() - inner.j0() + 3,
                    inner.k1() - inner.k0() + 3);
            Math.multiplyExact(Math.multiplyExact(box.nx, box.ny), box.nz);
            return box;
        }

        int i(int p) {
            return i0 + p % nx;
        }

        int j(int p) {
            return j0 + p / nx % ny;
        }

        int k(int p) {
            return k0 + p / nx / ny;
        }
    }
}
