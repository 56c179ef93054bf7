package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import diffusam.annotation.ShapeInterpolation;
import diffusam.foundation.Foundation.Memory;
import diffusam.foundation.Tracker;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One label's seeds: their masks, the shape between them, and their true memories, each computed once. For the model thread.
 */
final class LabelSeeds {
    private final int label;
    private final NavigableMap<Integer, boolean[]> masks;
    private final NavigableMap<Integer, boolean[]> present = new TreeMap<>();
    private final ShapeInterpolation shape;
    private final NDManager manager;
    private final Map<Key, NDArray> memories = new HashMap<>();

    private record Key(int slice, int side) {}

    /** Memories are kept in {@code manager}, which the caller closes. */
    LabelSeeds(Seeds seeds, int label, NDManager manager) {
        this.label = label;
        this.manager = manager;
        masks = seeds.masks(label);
        masks.forEach((slice, mask) -> {
            if (contains(mask)) {
                present.put(slice, mask);
            }
        });
        shape = seeds.shape(label);
    }

    int label() {
        return label;
    }

    /** True if the label is known on one slice alone. */
    boolean isSingle() {
        return masks.size() == 1;
    }

    /** How many pixels a slice has. */
    int pixels() {
        return masks.firstEntry().getValue().length;
    }

    InterpolationScorer interpolation() {
        return new InterpolationScorer(shape, masks);
    }

    ShapeInterpolation shape() {
        return shape;
    }

    /** The seeds next to a slice; a slice known not to show the label hides what lies behind it. */
    Bracket bracket(int slice) {
        return new Bracket(shown(masks.floorKey(slice)), shown(masks.ceilingKey(slice)));
    }

    /** The mask on each seed slice that shows the label. */
    NavigableMap<Integer, boolean[]> shown() {
        return Collections.unmodifiableNavigableMap(present);
    }

    /** The mask on each seed slice; all false where the label is known to be absent. */
    NavigableMap<Integer, boolean[]> masks() {
        return Collections.unmodifiableNavigableMap(masks);
    }

    /** The last of the seeds that show the label, or the first. */
    int outermost(boolean last) {
        return last ? present.lastKey() : present.firstKey();
    }

    /** The network's own tracker, if it has one; it lives as long as the memories do. */
    Optional<Tracker> tracker(SliceModel model, boolean backwards) {
        int slices = model.features().frame().layout().slices();
        return model.model().tracker(manager, slices, backwards);
    }

    /** The middle one of the seeds that show the label. */
    int middle() {
        return present.keySet().stream()
                .skip((present.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    private OptionalInt shown(@Nullable Integer slice) {
        return slice != null && present.containsKey(slice) ? OptionalInt.of(slice) : OptionalInt.empty();
    }

    /**
     * True if the structure can be expected on a slice: not beyond a slice known not to show it, and not beyond the ends of
     * its shape. A single seed says nothing about those.
     */
    boolean reaches(int slice) {
        return isSingle() || shape.at(slice).isPresent();
    }

    /** How remote a slice is from those where the label is known, see {@link Confidence}. */
    double remoteness(int slice) {
        return Confidence.remoteness(slice, masks.navigableKeySet());
    }

    /** The true memory of a seed. */
    NDArray memory(int slice, SliceModel at) {
        return memories.computeIfAbsent(new Key(slice, at.side()), key -> {
            try (NDManager scope = manager.newSubManager()) {
                NDArray memory = at.memory(at.at(slice, scope), Objects.requireNonNull(present.get(slice)));
                memory.attach(manager);
                return memory;
            }
        });
    }

    /** The true memories of a bracket's seeds. */
    List<Memory> memories(Bracket bracket, SliceModel at) {
        return bracket.seeds().mapToObj(seed -> Memory.given(memory(seed, at))).toList();
    }

    static boolean contains(boolean[] mask) {
        for (boolean inside : mask) {
            if (inside) {
                return true;
            }
        }
        return false;
    }
}
