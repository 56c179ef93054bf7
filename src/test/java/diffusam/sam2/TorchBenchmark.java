package diffusam.sam2;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import com.sun.management.OperatingSystemMXBean;
import diffusam.nn.AdamW;
import diffusam.nn.Ops;
import diffusam.nn.Weights;
import diffusam.prior.Condition;
import diffusam.prior.Denoiser;
import diffusam.prior.DenoiserConfig;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Processor time of the image encoder of SAM 2.1 tiny at 1024², and of a training step of the prior's U-Net as it is for a SAM 2
 * model, here and in PyTorch by turns, so that whatever else the machine does hits both; and the peak memory of the encoder.
 * Arguments: a python with the packages torch and sam2, threads, rounds. Run in the project's folder.
 */
final class TorchBenchmark {
    private static final int SIDE = 1024;
    private static final int BATCH = 12;
    private static final int GRID = 32;

    /** Of the U-Net in a round: the processor's clock ticks every 10 ms. */
    private static final int STEPS = 5;

    private static final DenoiserConfig CONFIG = new DenoiserConfig(64, 320, 4, 48);
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private TorchBenchmark() {}

    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[1]);
        int rounds = Integer.parseInt(args[2]);
        Engine.getInstance();
        JniUtils.setNumThreads(threads);
        System.out.printf(
                Locale.ROOT,
                "%d of %d processors, load %.1f before%n",
                threads,
                MACHINE.getAvailableProcessors(),
                MACHINE.getSystemLoadAverage());
        try (Torch torch = new Torch(args[0], threads)) {
            try (Sam2 network = Sam2ParityTest.load("tiny");
                    Ops.NoGrad off = Ops.noGrad()) {
                System.gc(); // frees the formula's weights, which no file would have needed
                encode(network);
                System.out.printf("peak after one picture: %s%n", peak());
                compare("encoder", () -> encode(network), torch, rounds);
                System.out.printf("peak after %d: %s, PyTorch %s%n", 2 + rounds, peak(), torch.ask("peak"));
            }
            try (Unet unet = new Unet()) {
                compare("unet", unet::steps, torch, rounds);
            }
        }
        System.out.printf(Locale.ROOT, "load %.1f after%n", MACHINE.getSystemLoadAverage());
    }

    /** One round of each that is not counted, then rounds by turns. */
    private static void compare(String name, Runnable task, Torch torch, int rounds) throws IOException {
        task.run();
        torch.ask(name);
        double[] here = new double[rounds];
        double[] there = new double[rounds];
        for (int n = 0; n < rounds; n++) {
            long start = MACHINE.getProcessCpuTime();
            task.run();
            here[n] = (MACHINE.getProcessCpuTime() - start) / 1e9;
            there[n] = Double.parseDouble(torch.ask(name));
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %s here, %s in PyTorch; ratio of medians %.3f%n",
                name,
                range(here),
                range(there),
                median(here) / median(there));
    }

    private static String range(double[] seconds) {
        return String.format(
                Locale.ROOT,
                "%.2f–%.2f core-seconds",
                Arrays.stream(seconds).min().orElseThrow(),
                Arrays.stream(seconds).max().orElseThrow());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static void encode(Sam2 network) {
        try (NDManager scope = network.newScope()) {
            network.encode(scope.zeros(new Shape(1, 1, SIDE, SIDE))).embedding().toFloatArray();
        }
    }

    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "not told by this system";
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll("\\s+", " ");
        }
    }

    /** The U-Net with its optimiser. */
    private static final class Unet implements AutoCloseable {
        private final NDManager base = NDManager.newBaseManager(Device.cpu());
        private final Weights weights = Weights.fresh(base, 1);
        private final Denoiser denoiser = new Denoiser(weights.root(), CONFIG);
        private final AdamW optimizer = new AdamW(weights, 1e-2);

        void steps() {
            for (int n = 0; n < STEPS; n++) {
                step();
            }
        }

        private void step() {
            double[] times = new double[BATCH];
            Arrays.fill(times, 0.5);
            boolean[] hasAdjacent = new boolean[BATCH];
            Arrays.fill(hasAdjacent, true);
            try (NDManager scope = base.newSubManager();
                    GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                Condition condition = new Condition(
                        normal(scope, CONFIG.condition()), normal(scope, CONFIG.target()), hasAdjacent, new int[BATCH]);
                NDArray clean = normal(scope, CONFIG.target());
                collector.backward(denoiser.apply(normal(scope, CONFIG.target()), times, condition)
                        .sub(clean)
                        .square()
                        .mean());
            }
            optimizer.step(1e-3, 0.99);
        }

        private static NDArray normal(NDManager scope, int channels) {
            return scope.randomNormal(new Shape(BATCH, channels, GRID, GRID));
        }

        @Override
        public void close() {
            optimizer.close();
            weights.close();
            base.close();
        }
    }

    /** The same in PyTorch: src/test/python/torch_benchmark.py, which does one round for each line it is sent. */
    private static final class Torch implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;
        private final BufferedWriter questions;

        Torch(String python, int threads) throws IOException {
            ProcessBuilder builder =
                    new ProcessBuilder(python, "src/test/python/torch_benchmark.py", Integer.toString(threads));
            builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
            builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
            process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            answers = process.inputReader();
            questions = process.outputWriter();
        }

        String ask(String task) throws IOException {
            questions.write(task + "\n");
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("torch_benchmark.py ended; run it by hand to see why");
            }
            return answer;
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
