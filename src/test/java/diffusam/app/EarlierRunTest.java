package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.engine.Seeds;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EarlierRunTest {
    private static final SliceLayout AXIAL = SliceLayout.of(Ball.GRID, Plane.AXIAL);
    private static final int SLICES = AXIAL.slices();

    private final LabelMap map = painted(3, 9, 15);
    private final Seeds before = seeds(map, 3, 9, 15);

    @Test
    void nothingIsAffectedWhereNoSeedChanged() {
        assertTrue(EarlierRun.affected(before, seeds(map, 3, 9, 15)).isEmpty());
    }

    @Test
    void aChangedSeedAffectsTheSlicesUpToTheNextOnBothSides() {
        LabelMap changed = map.apply(map.edit().set(5, 5, 9, 1).build());
        assertEquals(range(4, 14), EarlierRun.affected(before, seeds(changed, 3, 9, 15)));
    }

    @Test
    void aNewSeedAffectsTheGapItLiesIn() {
        LabelMap more = map.apply(map.edit().set(5, 5, 12, 1).build());
        assertEquals(range(10, 14), EarlierRun.affected(before, seeds(more, 3, 9, 12, 15)));
    }

    @Test
    void aSliceKnownNotToShowTheLabelIsASeedToo() {
        assertEquals(range(16, SLICES - 1), EarlierRun.affected(before, seeds(map, 3, 9, 15, 18)));
    }

    @Test
    void theOutermostSeedAffectsWhatLiesBeyond() {
        assertEquals(range(0, 8), EarlierRun.affected(before, seeds(map, 9, 15)));
    }

    @Test
    void anotherLabelAffectsAll() {
        LabelMap two = map.apply(map.edit().set(1, 1, 9, 2).build());
        SortedMap<Integer, NavigableSet<Integer>> known =
                new TreeMap<>(Map.of(1, new TreeSet<>(List.of(3, 9, 15)), 2, new TreeSet<>(List.of(9))));
        assertEquals(range(0, SLICES - 1), EarlierRun.affected(before, new Seeds(two, AXIAL, known)));
    }

    @Test
    void anotherPlaneAffectsAll() {
        SliceLayout coronal = SliceLayout.of(Ball.GRID, Plane.CORONAL);
        Seeds across = new Seeds(map, coronal, new TreeMap<>(Map.of(1, new TreeSet<>(List.of(5)))));
        assertEquals(coronal.slices(), EarlierRun.affected(before, across).cardinality());
    }

    private static BitSet range(int first, int last) {
        BitSet set = new BitSet();
        set.set(first, last + 1);
        return set;
    }

    private static LabelMap painted(int... slices) {
        LabelMap map = LabelMap.empty(Ball.GRID);
        LabelEdit.Builder edit = map.edit();
        for (int k : slices) {
            edit.set(4, 5, k, 1);
        }
        return map.apply(edit.build());
    }

    private static Seeds seeds(LabelMap map, Integer... slices) {
        return new Seeds(map, AXIAL, new TreeMap<>(Map.of(1, new TreeSet<>(List.of(slices)))));
    }
}
