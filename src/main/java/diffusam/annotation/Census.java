package diffusam.annotation;

import diffusam.volume.SliceLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where each label occurs and how many voxels it has. The census of an edited map looks only at the k-slices that changed.
 * Immutable.
 */
public final class Census {
    private final LabelMap map;
    private final List<Map<Integer, Tally>> bySlice;
    private final Map<Integer, Total> totals = new HashMap<>();

    private Census(LabelMap map, List<Map<Integer, Tally>> bySlice) {
        this.map = map;
        this.bySlice = bySlice;
        for (int k = 0; k < bySlice.size(); k++) {
            for (Map.Entry<Integer, Tally> entry : bySlice.get(k).entrySet()) {
                totals.computeIfAbsent(entry.getKey(), label -> new Total()).add(k, entry.getValue());
            }
        }
    }

    public static Census of(LabelMap map) {
        return count(map, null);
    }

    /** The census of another map of the same grid; k-slices it shares with this census's map are taken over. */
    public Census recount(LabelMap edited) {
        return count(edited, this);
    }

    /** The map that was counted. */
    public LabelMap map() {
        return map;
    }

    public SortedSet<Integer> labels() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(totals.keySet()));
    }

    public long voxels(int label) {
        Total total = totals.get(label);
        return total == null ? 0 : total.voxels;
    }

    /** The slices of a plane on which {@code label} occurs. */
    public NavigableSet<Integer> slicesWith(SliceLayout layout, int label) {
        NavigableSet<Integer> slices = new TreeSet<>();
        Total total = totals.get(label);
        if (total != null) {
            total.along.get(layout.sliceAxis()).stream().forEach(slices::add);
        }
        return slices;
    }

    @SuppressWarnings("ReferenceEquality") // untouched slices are shared between maps
    private static Census count(LabelMap map, @Nullable Census earlier) {
        List<Map<Integer, Tally>> bySlice = new ArrayList<>();
        Map<Integer, Tally> ofPrevious = Map.of();
        for (int k = 0; k < map.grid().extent().nz(); k++) {
            short[] slice = map.sharedSlice(k);
            if (earlier != null && earlier.map.sharedSlice(k) == slice) {
                ofPrevious = earlier.bySlice.get(k);
            } else if (k == 0 || map.sharedSlice(k - 1) != slice) {
                ofPrevious = tally(slice, map.grid().extent().nx());
            }
            bySlice.add(ofPrevious);
        }
        return new Census(map, bySlice);
    }

    private static Map<Integer, Tally> tally(short[] slice, int nx) {
        Map<Integer, Tally> tallies = new HashMap<>();
        Tally current = new Tally();
        short label = Label.BACKGROUND;
        for (int p = 0; p < slice.length; p++) {
            if (slice[p] == Label.BACKGROUND) {
                continue;
            }
            if (slice[p] != label) {
                label = slice[p];
                current = tallies.computeIfAbsent(label & 0xFFFF, l -> new Tally());
            }
            current.voxels++;
            current.columns.set(p % nx);
            current.rows.set(p / nx);
        }
        return tallies;
    }

    /** One label on one k-slice. */
    private static final class Tally {
        private final BitSet columns = new BitSet();
        private final BitSet rows = new BitSet();
        private long voxels;
    }

    /** One label in the map: for index axes i, j and k the indices at which it occurs. */
    private static final class Total {
        private final List<BitSet> along = List.of(new BitSet(), new BitSet(), new BitSet());
        private long voxels;

        void add(int k, Tally tally) {
            along.get(0).or(tally.columns);
            along.get(1).or(tally.rows);
            along.get(2).set(k);
            voxels += tally.voxels;
        }
    }
}
