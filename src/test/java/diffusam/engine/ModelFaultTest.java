package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.annotation.LabelMap;
import diffusam.foundation.Foundation;
import diffusam.foundation.FoundationProvider;
import diffusam.jobs.JobContext;
import diffusam.nano.NanoProvider;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ModelFaultTest {
    private static final Grid GRID = new Grid(new Extent(24, 24, 6), Affine.of(2, 2, 4));
    private static final SliceLayout LAYOUT = SliceLayout.of(GRID, Plane.AXIAL);

    @Test
    void theLibrarysOwnErrorsAreToldApart() {
        try (NDManager manager = NDManager.newBaseManager()) {
            EngineException tooMuch =
                    assertThrows(EngineException.class, () -> manager.zeros(new Shape(1L << 24, 1L << 24)));
            assertEquals(Optional.of(ModelFault.MEMORY), ModelFault.of(new CompletionException(tooMuch)));
            EngineException wrong = assertThrows(
                    EngineException.class, () -> manager.zeros(new Shape(2, 3)).matMul(manager.zeros(new Shape(2, 3))));
            assertEquals(Optional.of(ModelFault.NATIVE), ModelFault.of(wrong));
        }
        assertEquals(Optional.of(ModelFault.MEMORY), ModelFault.of(new OutOfMemoryError("Java heap space")));
        assertEquals(Optional.of(ModelFault.NATIVE), ModelFault.of(new NoClassDefFoundError("ai.djl")));
        assertEquals(Optional.empty(), ModelFault.of(new IOException("no such file")));
    }

    @Test
    void aLossThatIsNoNumberEndsTheTrainingAndTheNextRunWorks() throws Exception {
        FoundationProvider nano = new NanoProvider();
        boolean[] spoiled = {true};
        try (Foundation whole = nano.load(ai.djl.Device.cpu());
                FoundationEngine engine = new FoundationEngine(decodingNothing(whole, spoiled), "CPU")) {
            FewShotOptions options = FewShotOptions.DEFAULT.withTrainingSteps(2);
            List<SliceResult> slices = new ArrayList<>();
            DivergedException diverged = assertThrows(
                    DivergedException.class,
                    () -> engine.segment(image(), seeds(), options, slices::add, JobContext.silent()));
            assertEquals(Optional.of(ModelFault.DIVERGED), ModelFault.of(diverged));
            assertTrue(slices.isEmpty(), "no slice was handed out");
            spoiled[0] = false;
            engine.segment(image(), seeds(), options, slices::add, JobContext.silent());
            assertEquals(6, slices.size());
        }
    }

    /** The same model, whose masks are no numbers as long as it is spoiled. */
    private static Foundation decodingNothing(Foundation model, boolean[] spoiled) {
        return (Foundation) Proxy.newProxyInstance(
                Foundation.class.getClassLoader(), new Class<?>[] {Foundation.class}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(model, arguments);
                        return spoiled[0] && result instanceof Foundation.Decoded decoded
                                ? new Foundation.Decoded(
                                        decoded.logits().mul(Float.NaN), decoded.quality(), decoded.presence())
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Seeds seeds() {
        LabelMap empty = LabelMap.empty(GRID);
        var edit = empty.edit();
        for (int k = 0; k < 6; k++) {
            for (int j = 6; j < 16; j++) {
                for (int i = 8; i < 18; i++) {
                    edit.set(i, j, k, 1);
                }
            }
        }
        return Seeds.complete(empty.apply(edit.build()), LAYOUT, List.of(0, 5), List.of(1));
    }

    private static Volume image() {
        Volume.Builder builder = new Volume.Builder(GRID, VoxelType.INT16);
        for (int k = 0; k < 6; k++) {
            for (int j = 0; j < 24; j++) {
                for (int i = 0; i < 24; i++) {
                    builder.set(i, j, k, j >= 6 && j < 16 && i >= 8 && i < 18 ? 900 : 100 + i + j);
                }
            }
        }
        return builder.build();
    }
}
