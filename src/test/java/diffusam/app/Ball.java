package diffusam.app;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;

/** A ball of soft tissue in air, stored the other way round than it is shown, with long voxels. */
final class Ball {
    static final Grid GRID = new Grid(
            new Extent(64, 56, 24),
            new Affine(new Lps(-1, 0, 0), new Lps(0, -1, 0), new Lps(0, 0, 3), new Lps(30, 27, -40)));
    static final double RADIUS_MM = 22;
    static final Volume CT = ct();

    private Ball() {}

    private static Volume ct() {
        Volume.Builder builder = new Volume.Builder(GRID, VoxelType.INT16);
        for (int k = 0; k < 24; k++) {
            for (int j = 0; j < 56; j++) {
                for (int i = 0; i < 64; i++) {
                    builder.set(i, j, k, isInside(i, j, k) ? 60 + (i * 7 + j * 3 + k) % 25 : -1000);
                }
            }
        }
        return builder.build();
    }

    private static boolean isInside(int i, int j, int k) {
        return Math.hypot(Math.hypot(i - 32, j - 28), (k - 12) * 3.0) <= RADIUS_MM;
    }
}
