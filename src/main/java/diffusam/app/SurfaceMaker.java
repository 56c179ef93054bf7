package diffusam.app;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.jobs.Jobs;
import diffusam.surface.Surface;
import diffusam.surface.SurfaceNets;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the surfaces of all labels up to date, on a thread of its own, whenever the work pauses: only labels that changed are
 * made anew, and after each round it rests so that training keeps its processor time.
 */
final class SurfaceMaker {
    private static final long MOST_CELLS = 2_000_000;
    private static final long REST_MS = 400;

    private final Executor fxThread;
    private final Consumer<Map<Integer, Surface>> onSurfaces;
    private final ExecutorService thread = Jobs.newRenderThread("surfaces");
    private final AtomicReference<@Nullable LabelMap> wanted = new AtomicReference<>();
    private Map<Integer, Surface> surfaces = Map.of(); // on the thread
    private @Nullable LabelMap made; // on the thread

    /**
     * @param onSurfaces called on the FX thread with the surface of every label that occurs
     */
    SurfaceMaker(Executor fxThread, Consumer<Map<Integer, Surface>> onSurfaces) {
        this.fxThread = fxThread;
        this.onSurfaces = onSurfaces;
    }

    /** Asks for the surfaces of a map; from any thread. */
    void request(LabelMap map) {
        if (wanted.getAndSet(map) == null) {
            thread.execute(this::makeWanted);
        }
    }

    void close() {
        thread.shutdownNow();
    }

    private void makeWanted() {
        LabelMap map = Lull.takeNewest(wanted);
        if (map == null) {
            return;
        }
        Map<Integer, Surface> now = new HashMap<>(surfaces);
        for (int label : changed(map)) {
            Surface surface = SurfaceNets.of(map, label, MOST_CELLS);
            if (surface.triangleCount() > 0) {
                now.put(label, surface);
            } else {
                now.remove(label);
            }
        }
        surfaces = Map.copyOf(now);
        made = map;
        Map<Integer, Surface> result = surfaces;
        fxThread.execute(() -> onSurfaces.accept(result));
        rest();
    }

    private Set<Integer> changed(LabelMap map) {
        LabelMap before = made;
        if (before == null || !before.grid().equals(map.grid())) {
            surfaces = Map.of();
            return map.labels();
        }
        return new HashSet<>(LabelEdit.between(before, map)
                .slicesTouched(SliceLayout.of(map.grid(), Plane.AXIAL))
                .keySet());
    }

    private static void rest() {
        try {
            Thread.sleep(REST_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }
}
