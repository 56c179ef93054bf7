package diffusam.app;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The CT of 512×512×500 voxels on which the window is measured, and labels for it. */
final class LargeScan {
    static final Grid GRID = new Grid(new Extent(512, 512, 500), Affine.of(0.8, 0.8, 1));

    private LargeScan() {}

    /** Air, a body with some texture, and a spine. */
    static Volume body() {
        Volume.Builder volume = new Volume.Builder(GRID, VoxelType.INT16);
        for (int k = 0; k < 500; k++) {
            MemorySegment slice = volume.slice(k);
            for (int j = 0; j < 512; j++) {
                for (int i = 0; i < 512; i++) {
                    double x = (i - 256) / 200.0;
                    double y = (j - 256) / 150.0;
                    boolean inside = x * x + y * y < 1;
                    int value = !inside ? -1000 : y > 0.4 && Math.abs(x) < 0.15 ? 600 : (i * 7 + j * 13 + k * 5) % 97;
                    slice.set(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * (j * 512 + i), (short) value);
                }
            }
        }
        return volume.build();
    }

    static Volume organs() {
        Volume.Builder volume = new Volume.Builder(GRID, VoxelType.UINT8);
        for (int k = 0; k < 500; k++) {
            MemorySegment slice = volume.slice(k);
            for (int j = 0; j < 512; j++) {
                for (int i = 0; i < 512; i++) {
                    int label = 1 + (i / 128 + j / 128) % 5;
                    double r = Math.hypot(i % 128 - 64, j % 128 - 64);
                    slice.set(ValueLayout.JAVA_BYTE, (long) j * 512 + i, (byte) (r < 45 ? label : 0));
                }
            }
        }
        return volume.build();
    }
}
