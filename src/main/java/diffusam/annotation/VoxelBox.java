package diffusam.annotation;

import diffusam.volume.Extent;
import java.util.Optional;

/** The smallest box of voxels round a label, ends included. */
public record VoxelBox(int i0, int i1, int j0, int j1, int k0, int k1) {
    /** Empty if the label does not occur. Reads the whole map. */
    public static Optional<VoxelBox> around(LabelMap map, int label) {
        Extent e = map.grid().extent();
        int i0 = e.nx();
        int i1 = -1;
        int j0 = e.ny();
        int j1 = -1;
        int k0 = e.nz();
        int k1 = -1;
        for (int k = 0; k < e.nz(); k++) {
            short[] slice = map.sharedSlice(k);
            for (int p = 0; p < slice.length; p++) {
                if (slice[p] == (short) label) {
                    i0 = Math.min(i0, p % e.nx());
                    i1 = Math.max(i1, p % e.nx());
                    j0 = Math.min(j0, p / e.nx());
                    j1 = Math.max(j1, p / e.nx());
                    k0 = Math.min(k0, k);
                    k1 = k;
                }
            }
        }
        return k1 < 0 ? Optional.empty() : Optional.of(new VoxelBox(i0, i1, j0, j1, k0, k1));
    }

    /** The first index along axis 0 (i), 1 (j) or 2 (k). */
    public int low(int axis) {
        return axis == 0 ? i0 : axis == 1 ? j0 : k0;
    }

    /** The last index along axis 0 (i), 1 (j) or 2 (k). */
    public int high(int axis) {
        return axis == 0 ? i1 : axis == 1 ? j1 : k1;
    }
}
