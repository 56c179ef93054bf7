package diffusam.app;

import diffusam.volume.Volume;
import diffusam.volume.Window;
import java.util.Arrays;

/** The usual CT windows, in the order of their number keys. */
enum WindowPreset {
    ABDOMEN(40, 400),
    LUNG(-600, 1500),
    BONE(400, 1800),
    BRAIN(40, 80),
    LIVER(60, 160);

    private static final int SAMPLES = 20_000;

    private final Window window;

    WindowPreset(double center, double width) {
        window = Window.ofCenterWidth(center, width);
    }

    Window window() {
        return window;
    }

    /** The window a study is opened with: abdomen for a CT, otherwise {@link #fullRange}. */
    static Window forStudy(Volume image) {
        double[] sorted = sortedSample(image);
        boolean airInHounsfield = sorted[sorted.length / 100] < -500;
        return airInHounsfield ? ABDOMEN.window : range(sorted);
    }

    /** From the 1st to the 99th percentile of the values. */
    static Window fullRange(Volume image) {
        return range(sortedSample(image));
    }

    private static Window range(double[] sorted) {
        double low = sorted[sorted.length / 100];
        double high = sorted[sorted.length - 1 - sorted.length / 100];
        return new Window(low, Math.max(high, low + 1));
    }

    private static double[] sortedSample(Volume image) {
        long voxels = image.grid().extent().voxels();
        int count = (int) Math.min(voxels, SAMPLES);
        double[] sample = new double[count];
        for (int n = 0; n < count; n++) {
            sample[n] = image.value(n * voxels / count);
        }
        Arrays.sort(sample);
        return sample;
    }
}
