package diffusam.sam2;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation.Memory;
import diffusam.foundation.Tracker;
import diffusam.nn.Ops;
import diffusam.nn.WeightFile;
import diffusam.sam2.Prompt.Kind;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;

/** Every part against the public implementation; src/test/python/sam2_parity.py says with which inputs. */
class Sam2ParityTest {
    private static final double TOLERANCE = 1e-4;
    private static final int FRAMES = 8;
    private static final int KEPT = 1200;

    @ParameterizedTest
    @CsvSource({"tiny, tiny, 256", "tiny352, tiny, 352", "small, small, 256", "base_plus, base_plus, 256"})
    void everyPartAgrees(String reference, String names, int side) throws Exception {
        agreesThroughout(reference, names, side, false);
    }

    @Test
    void propagationAgreesInBothDirections() throws Exception {
        agreesThroughout("tiny2.0", "tiny2.0", 256, true);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "large, large, 256",
        "tiny, tiny, 256",
        "tiny352, tiny, 352",
        "small, small, 256",
        "base_plus, base_plus, 256"
    })
    void propagationOfEverySizeAgrees(String reference, String names, int side) throws Exception {
        agreesThroughout(reference, names, side, true);
    }

    @Tag("slow")
    @Test
    void everyPartAgreesAtFullSize() throws Exception {
        agreesThroughout("tiny1024", "tiny", 1024, false);
    }

    private static void agreesThroughout(String reference, String names, int side, boolean propagates)
            throws Exception {
        try (Sam2 network = load(names)) {
            Map<String, Double> figures = new TreeMap<>();
            Case inputs = new Case(network, resource(reference + ".safetensors"), side, figures);
            List<Executable> checks = new ArrayList<>();
            inputs.parts(checks);
            inputs.gradient(checks);
            if (propagates) {
                inputs.propagation(checks, "forth", false, List.of(1, 2, 3, 4, 6, 7));
                inputs.propagation(checks, "back", true, List.of(4, 3, 2, 1));
            }
            System.out.println("SAM 2 parity, " + reference + ":");
            figures.forEach((part, figure) -> System.out.printf(Locale.ROOT, "  %-20s %.2e%n", part, figure));
            assertAll(checks);
        }
    }

    static Sam2 load(String names) throws Exception {
        return Sam2.load(NDManager.newBaseManager(Device.cpu()), names, FormulaWeights.file(names), Sam2.SIDE);
    }

    static WeightFile resource(String name) throws Exception {
        try (InputStream in = Sam2ParityTest.class.getResourceAsStream(name)) {
            return WeightFile.read(name, ByteBuffer.wrap(in.readAllBytes()));
        }
    }

    /** @return the largest difference, in parts of the largest value */
    static double agrees(WeightFile reference, String name, NDArray array, double tolerance) {
        float[] expected = reference.tensors().get(name).toFloats();
        float[] all = array.toFloatArray();
        int step = all.length / KEPT | 1;
        assertEquals(expected.length, (all.length + step - 1) / step, name);
        double scale = 1;
        double apart = 0;
        for (int n = 0; n < expected.length; n++) {
            scale = Math.max(scale, Math.abs(expected[n]));
            apart = Math.max(apart, Math.abs(expected[n] - all[n * step]));
        }
        assertTrue(apart <= tolerance * scale, name + " is off by " + apart + " at scale " + scale);
        return apart / scale;
    }

    static NDArray image(NDManager scope, int side, int frame) {
        return scope.create(picture(side, frame), new Shape(1, 1, side, side));
    }

    static float[] picture(int side, int frame) {
        float[] values = new float[side * side];
        for (int y = 0, p = 0; y < side; y++) {
            for (int x = 0; x < side; x++, p++) {
                double u = (x + .5) / side;
                double v = (y + .5) / side;
                values[p] =
                        (float) (.5 + .5 * Math.sin(28 * (u + .03 * frame) + .3 * Math.sin(15 * v)) * Math.cos(20 * v));
            }
        }
        return values;
    }

    static double ellipse(int x, int y, int side, int frame) {
        double u = ((x + .5) / side - .47 - .02 * frame) / .2;
        double v = ((y + .5) / side - .55) / .14;
        return u * u + v * v;
    }

    /**
     * One network at one image size.
     *
     * @param figures the largest difference in each part, for the record
     */
    private record Case(Sam2 network, WeightFile reference, int side, Map<String, Double> figures) {
        private static final Prompt INSIDE = new Prompt(.47, .55, Kind.INSIDE);
        private static final Prompt OUTSIDE = new Prompt(.8, .2, Kind.OUTSIDE);

        void parts(List<Executable> checks) {
            try (NDManager scope = network.newScope();
                    Ops.NoGrad off = Ops.noGrad()) {
                Features features = network.encode(image(scope, 0));
                check(checks, "embedding", features.embedding());
                check(checks, "skip_coarse", features.skips().get(0));
                check(checks, "skip_fine", features.skips().get(1));
                NDArray mask = mask(scope, 0);
                NDArray memory = network.memory(features, mask);
                check(checks, "memory", memory);
                check(checks, "memory_empty", network.memory(features, mask.mul(0)));
                NDArray attended = network.attend(features.embedding(), List.of(Memory.given(memory)), List.of(), 1);
                check(checks, "attended1", attended);
                seven(checks, features, memory);
                heads(checks, "tracked", network.masks(attended, features, List.of(), Optional.empty()), true);
                prompted(checks, "clicked", features, List.of(INSIDE), Optional.empty());
                prompted(checks, "clicked2", features, List.of(INSIDE, OUTSIDE), Optional.empty());
                prompted(checks, "boxed", features, Prompt.box(.25, .4, .7, .7), Optional.empty());
                prompted(checks, "refined", features, List.of(INSIDE, OUTSIDE), Optional.of(earlier(scope)));
            }
        }

        private void seven(List<Executable> checks, Features features, NDArray memory) {
            List<Memory> memories = new ArrayList<>();
            List<Recall.Pointer> pointers = new ArrayList<>();
            NDArray seed = memory.getManager()
                    .create(
                            reference.tensors().get("seed_pointer").toFloats(),
                            new Shape(
                                    1,
                                    reference
                                            .tensors()
                                            .get("seed_pointer")
                                            .shape()
                                            .elements()));
            for (int k = 0; k < Recall.AGES; k++) {
                memories.add(new Memory(memory.mul(Math.pow(.8, k)), k));
            }
            for (int k = 0; k < 8; k++) {
                pointers.add(new Recall.Pointer(seed.mul(Math.pow(.9, k)), k));
            }
            check(checks, "attended7", network.attend(features.embedding(), memories, pointers, 15));
        }

        private NDArray prompted(
                List<Executable> checks,
                String name,
                Features features,
                List<Prompt> points,
                Optional<NDArray> previous) {
            var decoded = network.prompt(features, points, previous);
            check(checks, name + "_logits", decoded.logits());
            check(checks, name + "_presence", decoded.presence());
            return decoded.logits();
        }

        private void heads(List<Executable> checks, String name, Masks masks, boolean open) {
            Masks.Chosen chosen = open ? masks.best() : masks.single();
            check(checks, name + "_masks", masks.logits().get(":, 1:"));
            check(checks, name + "_iou", masks.quality().get(":, 1:"));
            check(checks, name + "_logits", chosen.logits());
            check(checks, name + "_presence", chosen.presence());
            check(checks, name + "_pointer", network.pointers().of(chosen.token(), chosen.presence()));
        }

        void gradient(List<Executable> checks) {
            try (NDManager scope = network.newScope()) {
                Features features;
                NDArray memory;
                try (Ops.NoGrad off = Ops.noGrad()) {
                    features = network.encode(image(scope, 0));
                    memory = network.memory(features, mask(scope, 0));
                }
                memory.setRequiresGradient(true);
                try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    var decoded = network.decode(features, List.of(Memory.given(memory)));
                    collector.backward(decoded.logits().div(10).tanh().mean());
                    check(checks, "gradient", memory.getGradient().mul(1e4), 10 * TOLERANCE);
                }
            }
        }

        void propagation(List<Executable> checks, String name, boolean backwards, List<Integer> order) {
            try (NDManager scope = network.newScope();
                    Ops.NoGrad off = Ops.noGrad();
                    NDManager memories = network.newScope()) {
                Tracker tracker = network.tracker(memories, FRAMES, backwards).orElseThrow();
                for (int frame : List.of(0, 5)) {
                    tracker.give(frame, network.encode(image(scope, frame)), mask(scope, frame));
                }
                long same = 0;
                long all = 0;
                for (int frame : order) {
                    float[] logits = tracker.track(frame, network.encode(image(scope, frame)))
                            .toFloatArray();
                    float[] expected = reference.tensors().get(name + frame).toFloats();
                    for (int n = 0; n < logits.length; n++) {
                        same += logits[n] > 0 == expected[n] > 0 ? 1 : 0;
                    }
                    all += expected.length;
                    assertEquals(expected.length, logits.length);
                }
                double agreement = (double) same / all;
                figures.put(name + " (1 - agreement)", 1 - agreement);
                checks.add(() -> assertTrue(agreement > .999, name + " agrees in only " + agreement));
            }
        }

        private void check(List<Executable> checks, String name, NDArray array) {
            check(checks, name, array, TOLERANCE);
        }

        /** Compares at once, before the array's scope ends, and reports later with all others. */
        private void check(List<Executable> checks, String name, NDArray array, double tolerance) {
            try {
                figures.put(name, agrees(reference, name, array, tolerance));
            } catch (AssertionFailedError e) {
                checks.add(() -> {
                    throw e;
                });
            }
        }

        private NDArray image(NDManager scope, int frame) {
            return Sam2ParityTest.image(scope, side, frame);
        }

        private NDArray mask(NDManager scope, int frame) {
            float[] values = new float[side * side];
            for (int p = 0; p < values.length; p++) {
                values[p] = ellipse(p % side, p / side, side, frame) < 1 ? 1 : 0;
            }
            return scope.create(values, new Shape(1, 1, side, side));
        }

        private NDArray earlier(NDManager scope) {
            int m = side / 4;
            float[] values = new float[m * m];
            for (int p = 0; p < values.length; p++) {
                values[p] = (float) Math.max(-10, 6 - 6 * ellipse(p % m, p / m, m, 0));
            }
            return scope.create(values, new Shape(1, m, m));
        }
    }
}
