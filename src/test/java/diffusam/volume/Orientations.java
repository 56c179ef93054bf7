package diffusam.volume;

import java.util.ArrayList;
import java.util.List;

/** The 48 ways to store one box of a patient along the anatomical axes, and an asymmetric phantom in each of them. */
public final class Orientations {
    /** Voxels to the left, to posterior and to superior; all different. */
    public static final Extent BOX = new Extent(5, 4, 3);

    private static final Lps[] ANATOMICAL = {new Lps(1, 0, 0), new Lps(0, 1, 0), new Lps(0, 0, 1)};
    private static final int[][] PERMUTATIONS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private Orientations() {}

    /** Grids of voxels of 1×2×3 mm (left, posterior, superior) whose first patient corner is at (10, 20, 30) mm. */
    public static List<Grid> all() {
        List<Grid> grids = new ArrayList<>();
        for (int[] axes : PERMUTATIONS) {
            for (int flips = 0; flips < 8; flips++) {
                grids.add(grid(axes, flips));
            }
        }
        return grids;
    }

    private static Grid grid(int[] axes, int flips) {
        Lps origin = new Lps(10, 20, 30);
        Lps[] steps = new Lps[3];
        int[] lengths = new int[3];
        for (int n = 0; n < 3; n++) {
            int patientAxis = axes[n];
            lengths[n] = BOX.along(patientAxis);
            steps[n] = ANATOMICAL[patientAxis].times(patientAxis + 1.0);
            if ((flips >> n & 1) == 1) {
                origin = origin.plus(steps[n].times(lengths[n] - 1.0));
                steps[n] = steps[n].times(-1);
            }
        }
        return new Grid(
                new Extent(lengths[0], lengths[1], lengths[2]), new Affine(steps[0], steps[1], steps[2], origin));
    }

    /** What the phantom holds {@code left}, {@code posterior} and {@code superior} voxels from the corner. */
    public static int value(int left, int posterior, int superior) {
        return 100 * left + 10 * posterior + superior + 1;
    }

    /** The patient position of a voxel of the phantom. */
    public static Lps position(int left, int posterior, int superior) {
        return new Lps(10 + left, 20 + 2.0 * posterior, 30 + 3.0 * superior);
    }

    /** The phantom on one of the grids. */
    public static Volume phantom(Grid grid) {
        Volume.Builder builder = new Volume.Builder(grid, VoxelType.INT16);
        Extent e = grid.extent();
        for (int k = 0; k < e.nz(); k++) {
            for (int j = 0; j < e.ny(); j++) {
                for (int i = 0; i < e.nx(); i++) {
                    Lps p = grid.affine().toLps(i, j, k);
                    builder.set(i, j, k, value((int) Math.round(p.x() - 10), (int) Math.round((p.y() - 20) / 2), (int)
                            Math.round((p.z() - 30) / 3)));
                }
            }
        }
        return builder.build();
    }
}
