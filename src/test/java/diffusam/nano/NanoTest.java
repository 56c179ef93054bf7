package diffusam.nano;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.foundation.Foundation.Click;
import diffusam.foundation.Foundation.Decoded;
import diffusam.foundation.Foundation.Memory;
import diffusam.foundation.Foundation.Region;
import diffusam.foundation.ModelCatalog;
import diffusam.foundation.ModelStore;
import diffusam.nn.Ops;
import diffusam.nn.Safetensors;
import diffusam.nn.StoredTensor;
import diffusam.nn.WeightFile;
import diffusam.nn.WeightFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The network against the reference implementation; see src/test/python/nano_parity.py for the inputs. */
class NanoTest {
    private static final int SIDE = 256;
    private static Nano nano;
    private static WeightFile reference;

    @BeforeAll
    static void load() throws Exception {
        nano = (Nano) new NanoProvider().load(Device.cpu());
        try (InputStream in = NanoTest.class.getResourceAsStream("parity.safetensors")) {
            reference = Safetensors.read("parity.safetensors", ByteBuffer.wrap(in.readAllBytes()));
        }
    }

    @AfterAll
    static void close() {
        nano.close();
    }

    @Test
    void everyPartAgreesWithTheReference() {
        try (NDManager scope = nano.newScope();
                Ops.NoGrad off = Ops.noGrad()) {
            Features features = nano.encode(image(scope));
            agrees("embedding", features.embedding(), 1e-4);
            agrees("skip4", features.skips().get(0), 1e-4);
            agrees("skip2", features.skips().get(1), 1e-3); // stored as float16
            NDArray memory = nano.memory(features, mask(scope));
            agrees("memory", memory, 1e-4);
            List<Memory> memories = List.of(Memory.given(memory), new Memory(memory.mul(0.5), 1));
            agrees("attended", nano.attend(features, memories), 1e-4);
            Decoded decoded = nano.decode(features, memories);
            agrees("logits", decoded.logits(), 1e-4);
            agrees("iou", decoded.quality(), 1e-4);
            agrees("presence", decoded.presence(), 1e-4);
            List<Click> clicks =
                    List.of(new Click(120.5 / SIDE, 140.5 / SIDE, true), new Click(175.5 / SIDE, 60.5 / SIDE, false));
            agrees("clicked_logits", nano.prompt(features, clicks).logits(), 1e-3);
            Region box = new Region(64.0 / SIDE, 100.0 / SIDE, 176.0 / SIDE, 180.0 / SIDE);
            agrees("boxed_logits", nano.prompt(features, box, List.of()).logits(), 1e-3);
        }
    }

    @Test
    void aBatchGivesWhatItsFramesGive() {
        try (NDManager scope = nano.newScope();
                Ops.NoGrad off = Ops.noGrad()) {
            Features one = nano.encode(image(scope));
            NDArray memory = nano.memory(one, mask(scope));
            NDArray single = nano.decode(one, List.of(Memory.given(memory))).logits();
            NDArray both = nano.decode(one.repeat(2), List.of(Memory.given(memory.repeat(0, 2))))
                    .logits();
            float apart = both.sub(single.repeat(0, 2)).abs().max().getFloat();
            assertTrue(apart < 1e-4, "apart by " + apart);
        }
    }

    @Test
    void theMaskLossHasAGradientWithRespectToTheMemory() {
        try (NDManager scope = nano.newScope()) {
            Features features;
            NDArray memory;
            try (Ops.NoGrad off = Ops.noGrad()) {
                NDArray small = image(scope).get(":, :, 0::2, 0::2").duplicate();
                features = nano.encode(small);
                memory = nano.memory(
                        features, mask(scope).get(":, :, 0::2, 0::2").duplicate());
            }
            Engine.getInstance().setRandomSeed(1);
            NDArray direction = scope.randomNormal(memory.getShape());
            double analytic;
            memory.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(loss(features, memory));
                analytic = memory.getGradient().mul(direction).sum().getFloat();
            }
            double step = 1e-2;
            double numeric;
            try (Ops.NoGrad off = Ops.noGrad()) {
                double above = loss(features, memory.add(direction.mul(step))).getFloat();
                double below = loss(features, memory.sub(direction.mul(step))).getFloat();
                numeric = (above - below) / (2 * step);
            }
            assertEquals(numeric, analytic, 0.03 * Math.abs(numeric) + 1e-3);
            assertTrue(Math.abs(analytic) > 1e-3, "the gradient vanishes: " + analytic);
        }
    }

    @Test
    void aMissingOrForeignTensorIsNamed() throws Exception {
        WeightFile whole;
        try (InputStream in = NanoTest.class.getResourceAsStream("/models/nano.safetensors")) {
            whole = Safetensors.read("nano.safetensors", ByteBuffer.wrap(in.readAllBytes()));
        }
        Map<String, StoredTensor> less = new HashMap<>(whole.tensors());
        less.remove("dec.fn.bias");
        assertEquals(
                "nano.safetensors: does not fit the nano network: tensor dec.fn.bias is missing", refusal(whole, less));
        Map<String, StoredTensor> more = new HashMap<>(whole.tensors());
        more.put("dec.extra", whole.tensors().get("dec.fn.bias"));
        assertTrue(refusal(whole, more).contains("dec.extra"));
        Map<String, StoredTensor> bent = new HashMap<>(whole.tensors());
        bent.put("dec.fn.bias", whole.tensors().get("dec.ln.bias"));
        assertTrue(refusal(whole, bent).contains("dec.fn.bias has shape [24], expected [96]"));
    }

    @Test
    void aNameMaySayTheSideOfTheImages() throws Exception {
        ModelCatalog catalog =
                new ModelCatalog(List.of(new NanoProvider()), new ModelStore(Path.of("none"), List.of()));
        try (Foundation finer = catalog.find("nano@512").orElseThrow().load(Device.cpu())) {
            assertEquals("nano@512", finer.name());
            assertEquals(512, finer.sizes().side());
            assertEquals(256, finer.sizes().smallSide());
        }
        IOException refused = assertThrows(IOException.class, () -> catalog.find("nano@500"));
        assertTrue(refused.getMessage().contains("multiples of 64"), refused.getMessage());
    }

    private static String refusal(WeightFile whole, Map<String, StoredTensor> tensors) {
        WeightFile file = new WeightFile(whole.name(), whole.metadata(), tensors);
        return assertThrows(WeightFileException.class, () -> {
                    try (Foundation loaded = Nano.load(NDManager.newBaseManager(Device.cpu()), file, SIDE)) {
                        loaded.name();
                    }
                })
                .getMessage();
    }

    private static NDArray loss(Features features, NDArray memory) {
        return nano.decode(features, List.of(Memory.given(memory)))
                .logits()
                .div(10)
                .tanh()
                .mean();
    }

    private static void agrees(String name, NDArray array, double tolerance) {
        float[] expected = reference.tensors().get(name).toFloats();
        float[] all = array.toFloatArray();
        int step = Math.max(1, all.length / 6000);
        double scale = 1;
        double apart = 0;
        for (int n = 0; n < expected.length; n++) {
            scale = Math.max(scale, Math.abs(expected[n]));
            apart = Math.max(apart, Math.abs(expected[n] - all[n * step]));
        }
        assertTrue(apart <= tolerance * scale, name + " is off by " + apart + " at scale " + scale);
    }

    private static NDArray image(NDManager scope) {
        float[] values = new float[SIDE * SIDE];
        for (int y = 0, p = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++, p++) {
                values[p] = (float) (0.5 + 0.5 * Math.sin(x / 9.0 + 0.3 * Math.sin(y / 17.0)) * Math.cos(y / 13.0));
            }
        }
        return scope.create(values, new Shape(1, 1, SIDE, SIDE));
    }

    private static NDArray mask(NDManager scope) {
        float[] values = new float[SIDE * SIDE];
        for (int y = 0, p = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++, p++) {
                values[p] = Math.pow((x - 120) / 50.0, 2) + Math.pow((y - 140) / 35.0, 2) < 1 ? 1 : 0;
            }
        }
        return scope.create(values, new Shape(1, 1, SIDE, SIDE));
    }
}
