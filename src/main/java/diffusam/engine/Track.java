package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Features;
import diffusam.foundation.Tracker;
import diffusam.jobs.JobContext;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One label followed by the network's own tracker, from the outermost seed that shows it through all slices in one direction.
 * The tracker knows every seed, and goes on where the label is absent. Computed as far as asked for and kept.
 */
final class Track {
    private static final float INSIDE = 0.5f;

    private final NavigableMap<Integer, boolean[]> seeds;
    private final SliceModel model;
    private final Tracker tracker;
    private final int direction;
    private final JobContext context;
    private final Map<Integer, float[]> links = new TreeMap<>();
    private int next;

    /**
     * Tells the tracker all seeds.
     *
     * @param seeds the label's mask on each seed slice
     * @param first the slice from which to go
     * @param direction 1 or -1
     * @param context asked before each slice
     */
    Track(
            NavigableMap<Integer, boolean[]> seeds,
            SliceModel model,
            Tracker tracker,
            int first,
            int direction,
            JobContext context) {
        this.seeds = seeds;
        this.model = model;
        this.tracker = tracker;
        this.direction = direction;
        this.context = context;
        next = first;
        seeds.forEach(this::give);
    }

    private void give(int slice, boolean[] mask) {
        context.checkpoint();
        float[] covered = model.features().frame().picture(mask, model.side());
        for (int p = 0; p < covered.length; p++) {
            covered[p] = covered[p] >= INSIDE ? 1 : 0;
        }
        try (NDManager scope = model.model().newScope()) {
            NDArray picture = scope.create(covered, new Shape(1, 1, model.side(), model.side()));
            tracker.give(slice, model.at(slice, scope), picture);
        }
    }

    /** The logits on a slice that is no seed; null before the first slice. */
    float @Nullable [] at(int slice) {
        for (; (slice - next) * direction >= 0; next += direction) {
            if (!seeds.containsKey(next)) {
                context.checkpoint();
                links.put(next, follow(next));
            }
        }
        return links.get(slice);
    }

    private float[] follow(int slice) {
        try (NDManager scope = model.model().newScope()) {
            Features features = model.at(slice, scope);
            return tracker.track(slice, features).toFloatArray();
        }
    }
}
