package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import diffusam.annotation.ShapeInterpolation;
import diffusam.foundation.Foundation.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One label's seeds: their masks, the shape between them, and their true memories, each computed once. For the model thread.
 */
final class LabelSeeds {
    private final int label;
    private final NavigableMap<Integer, boolean[]> masks = new TreeMap<>();
    private final NavigableMap<Integer, boolean[]> present = new TreeMap<>();
    private final ShapeInterpolation shape;
    private final NDManager manager;
    private final Map<Key, NDArray> memories = new HashMap<>();

    private record Key(int slice, int side) {}

    /** Memories are kept in {@code manager}, which the caller closes. */
    LabelSeeds(Seeds seeds, int label, double columnMm, double rowMm, double sliceMm, NDManager manager) {
        this.label = label;
        this.manager = manager;
        for (int slice : seeds.slices().get(label)) {
            boolean[] mask = seeds.mask(label, slice);
            masks.put(slice, mask);
            if (contains(mask)) {
                present.put(slice, mask);
            }
        }
        shape = new ShapeInterpolation(masks, seeds.layout().columns(), columnMm, rowMm, sliceMm);
    }

    int label() {
        return label;
    }

    ShapeInterpolation shape() {
        return shape;
    }

    /** The nearest seed at or below a slice that shows the label, with no absent one between; or null. */
    @Nullable
    Integer below(int slice) {
        Integer known = masks.floorKey(slice);
        return known != null && present.containsKey(known) ? known : null;
    }

    /** The nearest seed at or above a slice that shows the label, with no absent one between; or null. */
    @Nullable
    Integer above(int slice) {
        Integer known = masks.ceilingKey(slice);
        return known != null && present.containsKey(known) ? known : null;
    }

    boolean isSeed(int slice) {
        return masks.containsKey(slice);
    }

    /** The true memory of a seed. */
    NDArray memory(int slice, SliceModel at) {
        return memories.computeIfAbsent(new Key(slice, at.side()), key -> {
            try (NDManager scope = manager.newSubManager()) {
                NDArray memory = at.memory(at.at(slice, scope), present.get(slice));
                memory.attach(manager);
                return memory;
            }
        });
    }

    /** The true memories of the seeds on both sides of a slice, those that show the label. */
    List<Memory> around(int slice, SliceModel at) {
        List<Memory> around = new ArrayList<>();
        for (Integer seed : new Integer[] {below(slice), above(slice)}) {
            if (seed != null) {
                around.add(Memory.given(memory(seed, at)));
            }
        }
        return around;
    }

    private static boolean contains(boolean[] mask) {
        for (boolean inside : mask) {
            if (inside) {
                return true;
            }
        }
        return false;
    }
}
