package diffusam.engine;

import diffusam.volume.Volume;
import diffusam.volume.Window;
import java.util.Arrays;

/** The window through which a foundation model sees a volume. */
final class ModelWindow {
    /** Soft tissue in HU, as the paper uses. */
    private static final Window CT = new Window(-125, 275);

    /** A volume that reaches below this holds HU: nothing in the body but air is that dark. */
    private static final double AIR = -500;

    private static final int SAMPLES = 200_000;

    private ModelWindow() {}

    /** The soft-tissue window for a CT; otherwise from the 0.5th to the 99.5th percentile of the values. */
    static Window of(Volume image) {
        long voxels = image.grid().extent().voxels();
        long step = Math.max(1, voxels / SAMPLES);
        double[] values = new double[(int) ((voxels + step - 1) / step)];
        for (int n = 0; n < values.length; n++) {
            values[n] = image.value(n * step);
        }
        Arrays.sort(values);
        if (values[0] <= AIR) {
            return CT;
        }
        double low = values[(int) (0.005 * (values.length - 1))];
        double high = values[(int) (0.995 * (values.length - 1))];
        return high > low
                ? new Window(low, high)
                : new Window(values[0], Math.max(values[values.length - 1], values[0] + 1));
    }
}
