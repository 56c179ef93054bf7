package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Foundation;
import diffusam.foundation.FoundationProvider;
import diffusam.jobs.JobContext;
import diffusam.nano.NanoProvider;
import diffusam.nn.Ops;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFaultTest {
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
    void aLossThatIsNoNumberEndsTheTrainingAndTheNextRunWorks(@TempDir Path folder) throws Exception {
        FoundationProvider nano = new NanoProvider();
        boolean[] spoiled = {true};
        try (Foundation whole = nano.load(ai.djl.Device.cpu());
                FoundationEngine engine = new FoundationEngine(
                        decodingNothing(whole, spoiled),
                        new Compute(false, "CPU", "", ""),
                        new FeatureCache(folder, 1 << 30))) {
            FewShotOptions options = FewShotOptions.DEFAULT.withTrainingSteps(2);
            List<SliceResult> slices = new ArrayList<>();
            DivergedException diverged = assertThrows(
                    DivergedException.class,
                    () -> engine.segment(
                            TinyStudy.image(), TinyStudy.seeds(0, 5), options, slices::add, JobContext.silent()));
            assertEquals(Optional.of(ModelFault.DIVERGED), ModelFault.of(diverged));
            assertTrue(slices.isEmpty(), "no slice was handed out");
            spoiled[0] = false;
            engine.segment(TinyStudy.image(), TinyStudy.seeds(0, 5), options, slices::add, JobContext.silent());
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
                                        Ops.scaled(decoded.logits(), Double.NaN), decoded.quality(), decoded.presence())
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
