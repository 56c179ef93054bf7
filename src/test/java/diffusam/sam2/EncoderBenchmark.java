package diffusam.sam2;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.management.OperatingSystemMXBean;
import diffusam.nn.Ops;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor time and peak memory of the image encoder; src/test/python/sam2_benchmark.py measures the same of PyTorch.
 * Arguments: a list of names such as tiny, threads, image side, rounds.
 */
final class EncoderBenchmark {
    private EncoderBenchmark() {}

    public static void main(String[] args) throws Exception {
        int side = Integer.parseInt(args[2]);
        Engine.getInstance();
        JniUtils.setNumThreads(Integer.parseInt(args[1]));
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        try (Sam2 network = Sam2ParityTest.load(args[0]);
                Ops.NoGrad off = Ops.noGrad()) {
            for (int n = 0; n < Integer.parseInt(args[3]); n++) {
                long start = machine.getProcessCpuTime();
                try (NDManager scope = network.newScope()) {
                    network.encode(scope.zeros(new Shape(1, 1, side, side)))
                            .embedding()
                            .toFloatArray();
                }
                System.out.printf("%.2f core-seconds%n", (machine.getProcessCpuTime() - start) / 1e9);
            }
        }
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .forEach(System.out::println);
        }
    }
}
