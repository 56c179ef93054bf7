package diffusam.surface;

import diffusam.annotation.LabelMap;
import diffusam.annotation.VoxelBox;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Lps;
import java.util.BitSet;
import java.util.Optional;

/**
 * Where a label is, on a lattice that may be coarser than the map's, with an empty border all round.
 *
 * @param extent of the lattice with its border
 * @param affine from lattice index to LPS millimetres
 * @param inside i-fastest
 */
record Occupancy(Extent extent, Affine affine, BitSet inside) {
    /**
     * @param mostCells the lattice is made coarser until it has no more cells than this
     * @return empty if the label does not occur
     */
    static Optional<Occupancy> of(LabelMap map, int label, long mostCells) {
        return VoxelBox.around(map, label).map(Box::new).map(box -> {
            int step = 1;
            while (box.cells(step) > mostCells) {
                step++;
            }
            return sampled(map, label, box, step);
        });
    }

    boolean at(int i, int j, int k) {
        return inside.get(position(i, j, k));
    }

    private int position(int i, int j, int k) {
        return i + extent.nx() * (j + extent.ny() * k);
    }

    /** A lattice cell is inside if half of its voxels or more are. */
    private static Occupancy sampled(LabelMap map, int label, Box box, int step) {
        Extent extent = box.lattice(step);
        short[] count = new short[Math.toIntExact(extent.voxels())];
        for (int k = box.k0; k <= box.k1; k++) {
            for (int j = box.j0; j <= box.j1; j++) {
                int row = extent.nx() * ((j - box.j0) / step + 1 + extent.ny() * ((k - box.k0) / step + 1)) + 1;
                for (int i = box.i0; i <= box.i1; i++) {
                    if (map.at(i, j, k) == label) {
                        count[row + (i - box.i0) / step]++;
                    }
                }
            }
        }
        BitSet inside = new BitSet(count.length);
        int half = (step * step * step + 1) / 2;
        for (int p = 0; p < count.length; p++) {
            if (count[p] >= half) {
                inside.set(p);
            }
        }
        return new Occupancy(extent, box.affine(map.grid().affine(), step), inside);
    }

    /** The voxels around a label, ends included. */
    private record Box(int i0, int i1, int j0, int j1, int k0, int k1) {
        Box(VoxelBox box) {
            this(box.i0(), box.i1(), box.j0(), box.j1(), box.k0(), box.k1());
        }

        long cells(int step) {
            return lattice(step).voxels();
        }

        Extent lattice(int step) {
            return new Extent((i1 - i0) / step + 3, (j1 - j0) / step + 3, (k1 - k0) / step + 3);
        }

        /** Lattice cell (1, 1, 1) is centred on the first {@code step}³ voxels of the box. */
        Affine affine(Affine voxels, int step) {
            double middle = (step - 1) / 2.0 - step;
            Lps origin = voxels.toLps(i0 + middle, j0 + middle, k0 + middle);
            return new Affine(
                    voxels.stepI().times(step),
                    voxels.stepJ().times(step),
                    voxels.stepK().times(step),
                    origin);
        }
    }
}
