package diffusam.nano;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation.Memory;
import diffusam.nn.Ops;
import diffusam.nn.Safetensors;
import diffusam.nn.WeightFile;
import diffusam.nn.Weights;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What one slice costs the embedded model on the processor, part by part, by the side of its picture, and with keys of the
 * memory attention at the full grid in comparison. Arguments: weight file, rounds, sides.
 */
final class SliceBenchmark {
    private final Nano nano;
    private final int side;
    private final int rounds;

    private SliceBenchmark(Nano nano, int side, int rounds) {
        this.nano = nano;
        this.side = side;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(Path.of(args[0])));
        int rounds = Integer.parseInt(args[1]);
        System.out.printf(
                Locale.ROOT,
                "load %.1f; medians of %d in ms%n%6s %6s %8s %8s %8s %8s%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                rounds,
                "side",
                "pool",
                "encode",
                "memory",
                "decode",
                "slice");
        for (String side : Arrays.copyOfRange(args, 2, args.length)) {
            for (int pool : new int[] {2, 1}) {
                NDManager manager = NDManager.newBaseManager(Device.cpu());
                WeightFile read = Safetensors.read("nano", file.duplicate());
                try (Nano nano = new Nano(
                        manager, Weights.of(manager, read), Nano.configOf(read).withPool(pool), Nano.SIDE)) {
                    new SliceBenchmark(nano, Integer.parseInt(side), rounds).print(pool);
                }
            }
        }
    }

    /** Each slice is encoded, decoded from one given memory and those of the last two slices, and made a memory. */
    private void print(int pool) {
        double[] encode = new double[rounds];
        double[] memorize = new double[rounds];
        double[] decode = new double[rounds];
        double[] slice = new double[rounds];
        try (Ops.NoGrad off = Ops.noGrad()) {
            for (int n = -2; n < rounds; n++) {
                try (NDManager scope = nano.newScope()) {
                    NDArray picture = scope.randomUniform(0, 1, new Shape(1, 1, side, side));
                    NDArray mask = scope.ones(new Shape(1, 1, side, side));
                    long start = System.nanoTime();
                    Features features = nano.encode(picture);
                    long encoded = System.nanoTime();
                    NDArray memory = nano.memory(features, mask);
                    long remembered = System.nanoTime();
                    nano.decode(features, List.of(Memory.given(memory), new Memory(memory, 1), new Memory(memory, 2)));
                    long end = System.nanoTime();
                    if (n >= 0) {
                        encode[n] = (encoded - start) / 1e6;
                        memorize[n] = (remembered - encoded) / 1e6;
                        decode[n] = (end - remembered) / 1e6;
                        slice[n] = (end - start) / 1e6;
                    }
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%6d %6d %8.1f %8.1f %8.1f %8.1f%n",
                side,
                pool,
                median(encode),
                median(memorize),
                median(decode),
                median(slice));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
