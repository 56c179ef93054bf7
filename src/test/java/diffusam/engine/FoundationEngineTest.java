package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.nano.NanoProvider;
import diffusam.nn.Ops;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole few-shot run on a small volume: two bright ellipsoids in a noisy box, five seeds. */
class FoundationEngineTest {
    private static final Grid GRID = new Grid(new Extent(48, 40, 19), Affine.of(2, 2, 4));
    private static final SliceLayout LAYOUT = SliceLayout.of(GRID, Plane.AXIAL);
    private static final LabelMap TRUTH = truth();
    private static final Volume IMAGE = image();
    private static final List<Integer> SLICES = List.of(1, 5, 9, 13, 17);
    private static final Seeds SEEDS = Seeds.complete(TRUTH, LAYOUT, SLICES, List.of(1, 2));
    private static final FewShotOptions QUICK =
            FewShotOptions.DEFAULT.withTrainingSteps(6).withSeed(3);

    private static FoundationEngine engine;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void open() throws Exception {
        engine = engine(new NanoProvider().load(Device.cpu()));
    }

    private static FoundationEngine engine(Foundation model) {
        return new FoundationEngine(model, new Compute(false, "CPU", "", ""), new FeatureCache(folder, 1 << 30));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @ParameterizedTest
    @EnumSource(value = Method.class, mode = EnumSource.Mode.EXCLUDE, names = "ORACLE")
    void everyMethodFindsTheStructuresAndKeepsTheSeeds(Method method) {
        List<SliceResult> slices = new ArrayList<>();
        FewShotResult result = engine.segment(IMAGE, SEEDS, QUICK.with(method), slices::add, JobContext.silent());
        for (int slice : SLICES) {
            assertArrayEquals(TRUTH.slice(LAYOUT, slice), result.labels().slice(LAYOUT, slice), "slice " + slice);
        }
        assertEquals(GRID.extent().nz(), slices.size());
        for (SliceResult slice : slices) {
            assertArrayEquals(slice.labels(), result.labels().slice(LAYOUT, slice.slice()));
        }
        for (int label : new int[] {1, 2}) {
            assertTrue(
                    dice(result.labels(), label) > 0.7,
                    method + " finds label " + label + " with Dice " + dice(result.labels(), label));
        }
        assertEquals(method.trains() ? 6 : 0, result.trainingSteps());
    }

    @Test
    void partsThatAreLeftOutAreMissingInTheLoss() {
        double whole = firstLoss(Ablation.NONE);
        double priorAlone = firstLoss(new Ablation(false, true, true, Order.NEAREST));
        double withoutNeighbours = firstLoss(new Ablation(true, false, true, Order.NEAREST));
        double oneLabel = firstLoss(new Ablation(true, true, false, Order.NEAREST));
        assertTrue(priorAlone < whole - 0.1, priorAlone + " of " + whole);
        assertNotEquals(whole, withoutNeighbours);
        assertNotEquals(whole, oneLabel);
    }

    /** Loss of the first training step, after which the run is cancelled. */
    private static double firstLoss(Ablation ablation) {
        List<Double> losses = new ArrayList<>();
        JobContext watcher = new JobContext() {
            @Override
            public void report(Progress progress) {
                if (!Double.isNaN(progress.loss())) {
                    losses.add(progress.loss());
                }
            }

            @Override
            public void checkpoint() {
                if (!losses.isEmpty()) {
                    throw new CancellationException("enough");
                }
            }
        };
        assertThrows(
                CancellationException.class,
                () -> engine.segment(IMAGE, SEEDS, QUICK.with(ablation), slice -> {}, watcher));
        return losses.getFirst();
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Order.class)
    void inEveryOrderTheStructuresAreFound(Order order) {
        FewShotOptions options =
                QUICK.with(new Ablation(true, true, true, order)).withSampling(1, 1);
        LabelMap found = engine.segment(IMAGE, SEEDS, options, slice -> {}, JobContext.silent())
                .labels();
        for (int label : new int[] {1, 2}) {
            double dice = dice(found, label);
            assertTrue(dice > 0.7, order + " finds label " + label + " with Dice " + dice);
        }
    }

    @Test
    void theOracleIsBetterThanWhatKnowsTheSeedsOnly() {
        FewShotResult oracle = engine.ceiling(IMAGE, SEEDS, TRUTH, slice -> {}, JobContext.silent());
        LabelMap memory = engine.segment(IMAGE, SEEDS, QUICK.with(Method.MEMORY), slice -> {}, JobContext.silent())
                .labels();
        for (int label : new int[] {1, 2}) {
            double ceiling = dice(oracle.labels(), label);
            assertTrue(ceiling > 0.9, () -> "ceiling of label " + label + " is " + ceiling);
            assertTrue(ceiling > dice(memory, label));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> engine.segment(IMAGE, SEEDS, QUICK.with(Method.ORACLE), slice -> {}, JobContext.silent()));
    }

    @Test
    void theSameSeedGivesTheSameResult() {
        LabelMap first = engine.segment(IMAGE, SEEDS, QUICK, slice -> {}, JobContext.silent())
                .labels();
        LabelMap second = engine.segment(IMAGE, SEEDS, QUICK, slice -> {}, JobContext.silent())
                .labels();
        assertTrue(LabelEdit.between(first, second).isEmpty());
    }

    @Test
    void aCancelledRunEndsAtItsNextCheckpointAndTheNextOneWorks() {
        JobContext impatient = new JobContext() {
            private boolean training;

            @Override
            public void report(Progress progress) {
                training |= progress.stage().equals("Training");
            }

            @Override
            public void checkpoint() {
                if (training) {
                    throw new CancellationException("enough");
                }
            }
        };
        assertThrows(CancellationException.class, () -> engine.segment(IMAGE, SEEDS, QUICK, slice -> {}, impatient));
        engine.segment(IMAGE, SEEDS, QUICK.with(Method.MEMORY), slice -> {}, JobContext.silent());
    }

    @Test
    void aRunLeavesNoNativeArraysBehind() {
        engine.segment(IMAGE, SEEDS, QUICK, slice -> {}, JobContext.silent());
        int before = arraysAlive();
        engine.segment(IMAGE, SEEDS, QUICK, slice -> {}, JobContext.silent());
        assertEquals(before, arraysAlive());
    }

    @Test
    void featuresAreComputedOnceInEachPlaneAndOnlyAgainWhenTheImageChanges() throws Exception {
        AtomicInteger encoded = new AtomicInteger();
        try (FoundationEngine counting = engine(counting(encoded))) {
            counting.prepare(brighter(), none(Plane.AXIAL), JobContext.silent());
            assertEquals(19, encoded.getAndSet(0));
            counting.prepare(brighter(), none(Plane.CORONAL), JobContext.silent());
            assertEquals(40, encoded.getAndSet(0));
        }
        try (FoundationEngine later = engine(counting(encoded))) {
            int before = arraysAlive();
            later.prepare(brighter(), none(Plane.AXIAL), JobContext.silent());
            assertEquals(0, encoded.get());
            assertEquals(before, arraysAlive());
        }
    }

    @Test
    void aClickOutlinesWithinTheSliceAndABoxKeepsTheOutlineNear() {
        SlicePrompt click = new SlicePrompt(LAYOUT, 9, List.of(new SlicePrompt.Point(16, 20, true)), Optional.empty());
        assertEquals(48 * 40, engine.outline(IMAGE, click).orElseThrow().length);
        SlicePrompt.Box box = new SlicePrompt.Box(20, 10, 30, 20);
        boolean[] boxed = engine.outline(IMAGE, new SlicePrompt(LAYOUT, 9, List.of(), Optional.of(box)))
                .orElseThrow();
        for (int p = 0; p < boxed.length; p++) {
            int column = p % 48;
            int row = p / 48;
            boolean near = column >= 19 && column <= 31 && row >= 9 && row <= 21;
            assertTrue(near || !boxed[p], "pixel " + column + ", " + row);
        }
    }

    /** Another image than that of the other tests. */
    private static Volume brighter() {
        Volume.Builder builder = new Volume.Builder(GRID, VoxelType.INT16);
        for (int k = 0; k < 19; k++) {
            for (int j = 0; j < 40; j++) {
                for (int i = 0; i < 48; i++) {
                    builder.set(i, j, k, IMAGE.value(i, j, k) + 7 * ((i * j + k) % 5));
                }
            }
        }
        return builder.build();
    }

    private static Seeds none(Plane plane) {
        return new Seeds(LabelMap.empty(GRID), SliceLayout.of(GRID, plane), new TreeMap<>());
    }

    @Test
    void trainingGoesOnWithASmallerBatchWhereMemoryIsShort() throws Exception {
        List<Long> refused = new ArrayList<>();
        Foundation cramped = watched((method, features) -> {
            if (method.equals("decode") && features.batch() > 5) {
                refused.add(features.batch());
                throw new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB");
            }
        });
        try (FoundationEngine small = engine(cramped)) {
            FewShotResult result = small.segment(IMAGE, SEEDS, QUICK, slice -> {}, JobContext.silent());
            assertEquals(6, result.trainingSteps());
            assertTrue(dice(result.labels(), 1) > 0.7, "Dice " + dice(result.labels(), 1));
        }
        assertEquals(List.of(12L, 6L, 12L, 6L), refused, "training, then the trial on held-out seeds");
    }

    @Test
    void samplesAreDecodedFewerAtOnceWhereMemoryIsShortWithTheSameResult() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        Foundation cramped = watched((method, features) -> {
            if (method.equals("decode") && features != null && features.batch() > 1) {
                refused.incrementAndGet();
                throw new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB");
            }
        });
        float[] whole = decodedFromFour(new NanoProvider().load(Device.cpu()));
        assertArrayEquals(whole, decodedFromFour(cramped), 1e-3f);
        assertEquals(2, refused.get(), "four at once, two at once, and from then on one by one");
    }

    /** The logits of a slice from four memories, decoded twice. */
    private static float[] decodedFromFour(Foundation network) throws IOException {
        try (Foundation model = network;
                NDManager scope = model.newScope();
                Ops.NoGrad off = Ops.noGrad()) {
            SliceFeatures slices = new SliceFeatures(
                    model,
                    new FeatureCache(folder, 1 << 30),
                    IMAGE,
                    ModelFrame.around(IMAGE, LAYOUT, ModelWindow.of(IMAGE)));
            SliceModel at = new SliceModel(model, slices, model.sizes().smallSide());
            Features features = at.at(9, scope);
            NDArray memory = at.memory(features, SEEDS.mask(1, 9));
            NDArray drawn = Ops.concat(new NDList(memory, memory.neg(), memory.add(1), memory.sub(1)), 0);
            BatchSize batch = new BatchSize(4);
            return at.logits(features, drawn, batch)
                    .concat(at.logits(features, drawn, batch))
                    .toFloatArray();
        }
    }

    private static Foundation counting(AtomicInteger encoded) throws IOException {
        return watched((method, features) -> {
            if (method.equals("encode")) {
                encoded.incrementAndGet();
            }
        });
    }

    /** The nano network; {@code watcher} sees each call's name and the features it is given before it happens. */
    private static Foundation watched(BiConsumer<String, Features> watcher) throws IOException {
        Foundation model = new NanoProvider().load(Device.cpu());
        return (Foundation) Proxy.newProxyInstance(
                Foundation.class.getClassLoader(), new Class<?>[] {Foundation.class}, (self, method, args) -> {
                    watcher.accept(
                            method.getName(), args != null && args[0] instanceof Features features ? features : null);
                    return method.invoke(model, args);
                });
    }

    private static int arraysAlive() {
        try (NDManager manager = NDManager.newBaseManager()) {
            return manager.getParentManager().getManagedArrays().size();
        }
    }

    private static double dice(LabelMap labels, int label) {
        long both = 0;
        long sum = 0;
        for (long p = 0; p < GRID.extent().voxels(); p++) {
            boolean a = labels.at(p) == label;
            boolean b = TRUTH.at(p) == label;
            both += a && b ? 1 : 0;
            sum += (a ? 1 : 0) + (b ? 1 : 0);
        }
        return 2.0 * both / sum;
    }

    private static LabelMap truth() {
        LabelMap empty = LabelMap.empty(GRID);
        var edit = empty.edit();
        for (int k = 0; k < 19; k++) {
            for (int j = 0; j < 40; j++) {
                for (int i = 0; i < 48; i++) {
                    if (inside(i - 15, j - 20, k - 8, 10, 8, 6.5)) {
                        edit.set(i, j, k, 1);
                    } else if (inside(i - 34, j - 16, k - 12, 6, 9, 5.5)) {
                        edit.set(i, j, k, 2);
                    }
                }
            }
        }
        return empty.apply(edit.build());
    }

    private static boolean inside(double x, double y, double z, double a, double b, double c) {
        return x * x / (a * a) + y * y / (b * b) + z * z / (c * c) < 1;
    }

    private static Volume image() {
        Random random = new Random(4);
        Volume.Builder builder = new Volume.Builder(GRID, VoxelType.INT16);
        for (int k = 0; k < 19; k++) {
            for (int j = 0; j < 40; j++) {
                for (int i = 0; i < 48; i++) {
                    int base = new int[] {300, 800, 650}[TRUTH.at(i, j, k)];
                    builder.set(i, j, k, base + 40 * random.nextGaussian());
                }
            }
        }
        return builder.build();
    }
}
