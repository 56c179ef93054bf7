package diffusam.engine;

import com.sun.management.OperatingSystemMXBean;
import diffusam.nano.NanoProvider;
import diffusam.phantom.AbdomenPhantom;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long a click takes with the embedded model on the processor, once the slice's features are cached. Argument: rounds. */
final class ClickBenchmark {
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private ClickBenchmark() {}

    public static void main(String[] args) throws Exception {
        Volume image = AbdomenPhantom.generate(AbdomenPhantom.SAMPLE_SEED).image();
        SliceLayout layout = SliceLayout.of(image.grid(), Plane.AXIAL);
        double[] seconds = new double[Integer.parseInt(args[0])];
        try (FoundationEngine engine = FoundationEngine.open(new NanoProvider(), DeviceChoice.CPU)) {
            click(engine, image, layout, 0); // reads the slice, and loads what is loaded once
            long cpuStart = MACHINE.getProcessCpuTime();
            for (int n = 0; n < seconds.length; n++) {
                long start = System.nanoTime();
                click(engine, image, layout, n);
                seconds[n] = (System.nanoTime() - start) / 1e9;
            }
            double core = (MACHINE.getProcessCpuTime() - cpuStart) / 1e9 / seconds.length;
            Arrays.sort(seconds);
            System.out.printf(
                    Locale.ROOT,
                    "a click on %d×%d pixels, %s: median %.3f s, longest %.3f s, %.3f core-seconds, at load %.1f%n",
                    layout.columns(),
                    layout.rows(),
                    engine.deviceName(),
                    seconds[seconds.length / 2],
                    seconds[seconds.length - 1],
                    core,
                    MACHINE.getSystemLoadAverage());
        }
    }

    private static void click(FoundationEngine engine, Volume image, SliceLayout layout, int n) {
        SlicePrompt.Point point =
                new SlicePrompt.Point(layout.columns() * (.3 + .04 * (n % 10)), layout.rows() * .45, true);
        engine.outline(image, new SlicePrompt(layout, layout.slices() / 2, List.of(point), Optional.empty()));
    }
}
