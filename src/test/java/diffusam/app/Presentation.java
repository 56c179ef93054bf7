package diffusam.app;

import com.sun.javafx.perf.PerformanceTracker;
import com.sun.javafx.scene.SceneHelper;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/**
 * Tells when pixels have reached the screen: when the picture that a pulse hands to the renderer is painted and its pixels
 * are given to the window system. The toolkit has no public word for this.
 */
final class Presentation {
    private final Scene scene;
    private final AtomicLong painted = new AtomicLong();
    private @Nullable Wait wait; // on the FX thread

    /** Of the FX thread. */
    private static final class Wait {
        final BooleanSupplier ready;
        final CompletableFuture<Long> presented = new CompletableFuture<>();
        long frame = Long.MAX_VALUE;

        Wait(BooleanSupplier ready) {
            this.ready = ready;
        }
    }

    Presentation(Scene scene) {
        this.scene = scene;
        scene.addPostLayoutPulseListener(this::handedOver);
        PerformanceTracker.getSceneTracker(scene).setOnRenderedFrameTask(() -> {
            long number = painted.incrementAndGet();
            Platform.runLater(() -> presented(number)); // after the upload, which is queued before
        });
    }

    /**
     * The moment (of {@link System#nanoTime}) at which what is on the scene once {@code ready} becomes true is presented. On
     * the FX thread; one at a time.
     */
    CompletableFuture<Long> of(BooleanSupplier ready) {
        wait = new Wait(ready);
        Platform.requestNextPulse();
        return wait.presented;
    }

    private void handedOver() {
        Wait w = wait;
        if (w != null && w.frame == Long.MAX_VALUE && w.ready.getAsBoolean()) {
            SceneHelper.getPeer(scene).waitForRenderingToComplete(); // as the pulse itself does next
            w.frame = painted.get() + 1;
        }
    }

    private void presented(long number) {
        Wait w = wait;
        if (w != null && number >= w.frame) {
            wait = null;
            w.presented.complete(System.nanoTime());
        }
    }
}
