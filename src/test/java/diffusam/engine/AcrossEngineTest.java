package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.foundation.Foundation;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.nano.NanoProvider;
import diffusam.nn.WeightFileException;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learning from one small body, a bright and a dark ellipsoid, to segment another. */
class AcrossEngineTest {
    private static final Grid GRID = new Grid(new Extent(48, 40, 8), Affine.of(2, 2, 4));
    private static final SliceLayout LAYOUT = SliceLayout.of(GRID, Plane.AXIAL);
    private static final Body TRAINED_ON = Body.of(1);
    private static final Body UNSEEN = Body.of(2);
    private static final AcrossOptions QUICK =
            AcrossOptions.DEFAULT.with(Appearance.NATURAL).withTrainingSteps(30).withSeed(5);

    private static FoundationAcrossEngine engine;
    private static TrainedPrior prior;

    @TempDir
    private Path folder;

    /** @param truth label 1 the bright one, label 2 the dark one */
    private record Body(Volume image, LabelMap truth) {
        static Body of(long seed) {
            Random random = new Random(seed);
            double x = 14 + 2 * random.nextGaussian();
            double y = 20 + 2 * random.nextGaussian();
            LabelMap empty = LabelMap.empty(GRID);
            LabelEdit.Builder edit = empty.edit();
            Volume.Builder image = new Volume.Builder(GRID, VoxelType.INT16);
            for (int k = 0; k < 8; k++) {
                for (int j = 0; j < 40; j++) {
                    for (int i = 0; i < 48; i++) {
                        int label = inside(i - x, j - y, k - 4, 9, 8, 3)
                                ? 1
                                : inside(i - x - 20, j - y, k - 4, 6, 9, 3) ? 2 : 0;
                        edit.set(i, j, k, label);
                        image.set(i, j, k, new int[] {500, 900, 150}[label] + 30 * random.nextGaussian());
                    }
                }
            }
            return new Body(image.build(), empty.apply(edit.build()));
        }

        LabelledScan scan() {
            List<Integer> all = IntStream.range(0, 8).boxed().toList();
            return new LabelledScan("body", image, Seeds.complete(truth, LAYOUT, all, List.of(1, 2)));
        }
    }

    private static boolean inside(double x, double y, double z, double a, double b, double c) {
        return x * x / (a * a) + y * y / (b * b) + z * z / (c * c) < 1;
    }

    @BeforeAll
    static void train() throws Exception {
        engine = FoundationAcrossEngine.open(new NanoProvider(), DeviceChoice.CPU);
        prior = engine.train(List.of(TRAINED_ON.scan()), QUICK, JobContext.silent());
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void aPriorFindsTheStructuresOfAnotherBody() throws Exception {
        requireFound(engine.prior(prior, QUICK), 0.5);
    }

    @Test
    void aRegressionWithoutNoiseFindsThemToo() {
        requireFound(engine.regression(List.of(TRAINED_ON.scan()), QUICK, JobContext.silent()), 0.5);
    }

    @Test
    void labelledSlicesThatLookAlikeFindTheStructuresToo() {
        requireFound(engine.retrieval(List.of(TRAINED_ON.scan()), JobContext.silent()), 0.4);
    }

    @Test
    void theUNetTrainsAsLongAsItIsTold() {
        List<Double> losses = new ArrayList<>();
        JobContext listening = new JobContext() {
            @Override
            public void report(Progress progress) {
                losses.add(progress.loss());
            }

            @Override
            public void checkpoint() {}
        };
        LabelMap found = found(engine.unet(List.of(TRAINED_ON.scan()), 1, QUICK, listening));
        assertTrue(Set.of(1, 2).containsAll(found.labels()), found.labels()::toString);
        assertTrue(losses.stream().allMatch(loss -> loss > 0 && loss < 10), losses::toString);
    }

    @Test
    void theUNetFindsTheStructuresOfAnotherBody() throws Exception {
        ScanSlices slices = new ScanSlices(List.of(TRAINED_ON.scan()));
        UNetControl control = new UNetControl(
                LoadedModel.of(new NanoProvider(), DeviceChoice.CPU).model(), List.of(1, 2), new Random(4));
        control.train(slices, steps -> steps / 40.0, Appearance.NATURAL, new Random(5), JobContext.silent());
        requireFound(control, 0.5);
    }

    private static void requireFound(AcrossSegmenter segmenter, double dice) {
        LabelMap found = found(segmenter);
        for (int label : new int[] {1, 2}) {
            double reached = dice(found, label);
            assertTrue(reached > dice, "label " + label + " has Dice " + reached);
        }
    }

    @Test
    void aStoredPriorSegmentsAsBefore() throws Exception {
        Path file = folder.resolve("x.prior");
        Files.write(file, PriorFile.write(prior.named(new TreeMap<>(Map.of(1, "bright")))));
        TrainedPrior read = PriorFile.read(file);
        SortedMap<Integer, String> names = new TreeMap<>(Map.of(1, "bright", 2, "Label 2"));
        assertEquals(names, read.card().labels());
        assertEquals(30, read.card().trainingSteps());
        LabelMap before = found(engine.prior(prior, QUICK));
        LabelMap after = found(engine.prior(read, QUICK));
        assertTrue(LabelEdit.between(before, after).isEmpty());
        assertTrue(Files.size(file) < 8_000_000, "a file of " + Files.size(file) + " bytes");
    }

    @Test
    void seedsOfTheScanItselfTeachAPriorFurther() throws Exception {
        NavigableSet<Integer> slices = new TreeSet<>(Set.of(2, 5));
        Seeds seeds = Seeds.complete(UNSEEN.truth, LAYOUT, slices, List.of(1, 2));
        FewShotOptions options = FewShotOptions.DEFAULT.withTrainingSteps(4);
        try (SeededPriorEngine few = SeededPriorEngine.open(new NanoProvider(), DeviceChoice.CPU, prior)) {
            LabelMap found = few.segment(UNSEEN.image, seeds, options, slice -> {}, JobContext.silent())
                    .labels();
            for (int slice : slices) {
                assertArrayEquals(UNSEEN.truth.slice(LAYOUT, slice), found.slice(LAYOUT, slice));
            }
            assertTrue(dice(found, 1) > .6, "Dice " + dice(found, 1));
            assertTrue(dice(found, 2) > .6, "Dice " + dice(found, 2));
        }
    }

    @Test
    void aFurtherStructureLeavesTheOthersAsTheyWere() throws Exception {
        TrainedPrior wider = prior.knowing(List.of(2, 7), new Random(1));
        assertEquals(Set.of(1, 2, 7), wider.card().labels().keySet());
        LabelMap before = found(engine.prior(prior, QUICK));
        LabelMap after = found(engine.prior(wider, QUICK));
        long voxels = GRID.extent().voxels();
        long changed = 0;
        long untaught = 0; // 7 has not been learnt, and may claim anything
        for (long p = 0; p < voxels; p++) {
            untaught += after.at(p) == 7 ? 1 : 0;
            changed += after.at(p) != 7 && after.at(p) != before.at(p) ? 1 : 0;
        }
        assertTrue(changed < .01 * (voxels - untaught), changed + " of " + (voxels - untaught));
        assertTrue(untaught < voxels / 2, untaught + " of " + voxels);
    }

    @Test
    void adaptingIsKeptOnlyWhereItMakesThePriorMoreConsistent() throws Exception {
        Volume inverted = inverted(UNSEEN.image);
        Adaptation adaptation = engine.adapt(
                prior, List.of(new UnlabelledScan("inverted", inverted, LAYOUT)), QUICK, JobContext.silent());
        if (adaptation.kept()) {
            assertTrue(adaptation.after() > adaptation.before(), adaptation::toString);
            assertTrue(adaptation.prior().card().adapted());
            assertEquals(45, adaptation.prior().card().trainingSteps());
        } else {
            assertSame(prior, adaptation.prior());
        }
        assertTrue(adaptation.before() >= 0 && adaptation.after() <= 1, adaptation::toString);
    }

    @Test
    void finerLevelsAreHiddenOnlyWhereThatIsClearlyMoreConsistent() throws Exception {
        JobContext silent = JobContext.silent();
        try (Foundation model =
                        LoadedModel.of(new NanoProvider(), DeviceChoice.CPU).model();
                AcrossPrior own = AcrossPrior.of(prior, model)) {
            UnlabelledScan scan = new UnlabelledScan("inverted", inverted(UNSEEN.image), LAYOUT);
            SelfConsistency consistency = new SelfConsistency(model, List.of(scan), QUICK);
            own.lookFinely(false);
            SelfConsistency.Measured coarse = consistency.of(own, silent);
            own.lookFinely(true);
            SelfConsistency.Measured fine = consistency.of(own, silent);
            assertNotEquals(coarse, fine);
            SelfConsistency.Measured chosen = consistency.better(own, silent);
            assertEquals(coarse.overlap() > fine.overlap() + .1 ? coarse : fine, chosen);
            assertEquals(chosen, consistency.of(own, silent));
        }
    }

    @Test
    void whereNothingIsFoundThereIsNothingToAdaptTo() throws Exception {
        Volume blank = new Volume.Builder(GRID, VoxelType.INT16).build();
        Adaptation adaptation =
                engine.adapt(prior, List.of(new UnlabelledScan("blank", blank, LAYOUT)), QUICK, JobContext.silent());
        assertSame(prior, adaptation.prior());
        assertFalse(adaptation.kept());
    }

    private static Volume inverted(Volume image) {
        Volume.Builder builder = new Volume.Builder(GRID, VoxelType.INT16);
        for (int k = 0, p = 0; k < 8; k++) {
            for (int j = 0; j < 40; j++) {
                for (int i = 0; i < 48; i++, p++) {
                    builder.set(i, j, k, 1000 - image.value(p));
                }
            }
        }
        return builder.build();
    }

    @Test
    void aPriorOfAnotherModelIsRefused() {
        PriorCard card = prior.card();
        PriorCard other =
                new PriorCard(PriorCard.Kind.ALONE, "sam2.1-tiny", "0".repeat(64), card.labels(), 30, 1, false);
        WeightFileException refused = assertThrows(
                WeightFileException.class, () -> engine.prior(new TrainedPrior(other, prior.tensors()), QUICK));
        assertTrue(refused.getMessage().contains("sam2.1-tiny"), refused.getMessage());
    }

    @Test
    void segmentersLeaveNoNativeArraysBehind() throws Exception {
        found(engine.prior(prior, QUICK));
        int before = arraysAlive();
        found(engine.prior(prior, QUICK));
        assertEquals(before, arraysAlive());
    }

    private static int arraysAlive() {
        try (NDManager manager = NDManager.newBaseManager()) {
            return manager.getParentManager().getManagedArrays().size();
        }
    }

    private static LabelMap found(AcrossSegmenter segmenter) {
        try (segmenter) {
            return segmenter
                    .segment(UNSEEN.image, LAYOUT, slice -> {}, JobContext.silent())
                    .labels();
        }
    }

    private static double dice(LabelMap labels, int label) {
        long both = 0;
        long sum = 0;
        for (long p = 0; p < GRID.extent().voxels(); p++) {
            boolean a = labels.at(p) == label;
            boolean b = UNSEEN.truth.at(p) == label;
            both += a && b ? 1 : 0;
            sum += (a ? 1 : 0) + (b ? 1 : 0);
        }
        return 2.0 * both / sum;
    }
}
