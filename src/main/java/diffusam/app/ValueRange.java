package diffusam.app;

import diffusam.volume.Volume;
import diffusam.volume.Window;
import java.util.Arrays;

/** Where the values of an image lie, estimated from evenly spaced voxels: the 1st and the 99th percentile. */
record ValueRange(double low, double high) {
    private static final int SAMPLES = 20_000;
    private static final double BELOW_EVERYTHING_BUT_AIR = -500;

    static ValueRange of(Volume image) {
        long voxels = image.grid().extent().voxels();
        int count = (int) Math.min(voxels, SAMPLES);
        double[] sample = new double[count];
        for (int n = 0; n < count; n++) {
            sample[n] = image.value(n * voxels / count);
        }
        Arrays.sort(sample);
        return new ValueRange(sample[count / 100], sample[count - 1 - count / 100]);
    }

    /** True if these are Hounsfield units of a body in air. */
    boolean reachesAir() {
        return low < BELOW_EVERYTHING_BUT_AIR;
    }

    Window window() {
        return new Window(low, Math.max(high, low + 1));
    }
}
