package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import diffusam.annotation.LabelMap;
import diffusam.app.RunningJob.Ending;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FewShotOptions;
import diffusam.engine.FewShotResult;
import diffusam.engine.Seeds;
import diffusam.engine.SliceSink;
import diffusam.io.Images;
import diffusam.jobs.JobContext;
import diffusam.volume.Plane;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults on the model thread: the run ends with a sentence, the labels stay, and the next run works. */
class FaultyRunTest {
    @TempDir
    private Path temp;

    private final Windows windows = new Windows();
    private final BreakableEngine engine = new BreakableEngine();
    private int opened;

    @AfterEach
    void closeWindows() {
        windows.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new OutOfMemoryError("Java heap space"), "not enough memory", 2),
                Arguments.of(
                        new EngineException("CUDA out of memory. Tried to allocate 2 GiB"), "not enough memory", 2),
                Arguments.of(new EngineException("mat1 and mat2 cannot be multiplied"), "library reports an error", 2),
                Arguments.of(new UnsatisfiedLinkError("libtorch.so"), "library reports an error", 2),
                Arguments.of(new StackOverflowError(), "failed unexpectedly", 1));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultEndsTheRunWithASentenceAndTheLabelsStay(Throwable fault, String sentence, int engines)
            throws IOException {
        Workspace window = windows.open(temp.resolve("work"));
        FewShot fewShot = windows.fewShot(() -> {
            opened++;
            return engine;
        });
        OpenStudy study = painted(window);
        engine.fault = fault;
        run(fewShot, study);
        assertEquals(
                Ending.FAILED, fewShot.outcomeProperty().get().orElseThrow().ending());
        assertEquals(1, windows.notices.items().size());
        assertTrue(windows.said().contains(sentence), windows.said());
        assertFalse(windows.said().contains("Error"), windows.said());
        assertSeeds(study.map());
        windows.await(() -> study.map().at(5, 5, 3) == 1); // masks that had come are kept
        study.take(study.undoing().orElseThrow().taken());
        assertEquals(0, study.map().at(5, 5, 3), "and taken back as one step");
        assertSeeds(study.map());

        engine.fault = null;
        run(fewShot, study);
        assertEquals(Ending.DONE, fewShot.outcomeProperty().get().orElseThrow().ending());
        assertEquals(engines, opened, "a spoiled engine is replaced");
        windows.await(() -> study.map().at(5, 5, 6) == 1);
    }

    private void run(FewShot fewShot, OpenStudy study) {
        fewShot.start(study);
        windows.await(() -> fewShot.outcomeProperty().get().isPresent());
    }

    private OpenStudy painted(Workspace window) throws IOException {
        Path image = temp.resolve("ball.nii.gz");
        Images.write(Ball.CT, image);
        OpenStudy study = windows.open(window, image);
        study.list().add("add");
        study.paint("brush", study.map().edit().set(5, 5, 2, 1).build(), Plane.AXIAL);
        study.paint("brush", study.map().edit().set(5, 5, 9, 1).build(), Plane.AXIAL);
        return study;
    }

    private static void assertSeeds(LabelMap map) {
        assertEquals(1, map.at(5, 5, 2));
        assertEquals(1, map.at(5, 5, 9));
    }

    /** Hands out the masks of two slices, and then breaks if it is to. */
    private static final class BreakableEngine implements FewShotEngine {
        private final NearestSeedEngine whole = new NearestSeedEngine();
        private @Nullable Throwable fault;

        @Override
        public String modelName() {
            return "test model";
        }

        @Override
        public String deviceName() {
            return whole.deviceName();
        }

        @Override
        public void prepare(Volume image, Seeds seeds, JobContext context) {
            whole.prepare(image, seeds, context);
        }

        @Override
        public FewShotResult segment(
                Volume image, Seeds seeds, FewShotOptions options, SliceSink onSlice, JobContext context) {
            int[] slices = {0};
            return whole.segment(
                    image,
                    seeds,
                    options,
                    slice -> {
                        if (slices[0]++ == 2) {
                            breakDown();
                        }
                        onSlice.accept(slice);
                    },
                    context);
        }

        private void breakDown() {
            Throwable thrown = fault;
            if (thrown instanceof RuntimeException e) {
                throw e;
            }
            if (thrown instanceof Error e) {
                throw e;
            }
        }

        @Override
        public void close() {}
    }
}
