package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoubtsTest {
    private static final Grid GRID = new Grid(new Extent(2, 1, 21), Affine.of(1, 1, 1));
    private static final SliceLayout LAYOUT = SliceLayout.of(GRID, Plane.AXIAL);

    @Test
    void theMiddleOfTheGapThatIsLeastSureComesNext() {
        NextSlice next = after(.99, .8, Set.of(15)).next().orElseThrow();
        assertEquals(15, next.slice());
        assertEquals(1, next.label());
        assertEquals(OptionalInt.of(10), next.below());
        assertEquals(OptionalInt.of(20), next.above());
        assertTrue(next.disputed());
        assertTrue(next.isWorthwhile(), next::toString);
    }

    /** Only the slices between 10 and 20 are doubted; a seed in the middle leaves 1−c over 21 slices times what it mends. */
    @Test
    void theGainIsWhatTheDoubtedSlicesAreExpectedToWin() {
        double all = 0;
        for (int slice = 11; slice < 20; slice++) {
            int before = Math.min(slice - 10, 20 - slice);
            int now = Math.min(before, Math.abs(slice - 15));
            all += Math.pow(.8, Math.sqrt((double) now / before)) - .8;
        }
        assertEquals(all / 21, after(1, .8, Set.of()).next().orElseThrow().gain(), 1e-9);
    }

    @Test
    void whereAllIsSureNothingIsWorthwhile() {
        NextSlice next = after(.9999, .9999, Set.of()).next().orElseThrow();
        assertFalse(next.isWorthwhile(), next::toString);
    }

    @Test
    void slicesThatARunPassedOverKeepTheDoubtsOfTheRunBefore() {
        Doubts partial = new Doubts(seeds());
        for (int slice = 0; slice <= 10; slice++) {
            partial.add(new SliceResult(slice, new short[] {1, 0}, Map.of(1, 1.0)));
        }
        assertEquals(
                15, partial.after(after(.8, .9, Set.of())).next().orElseThrow().slice());
    }

    @Test
    void withoutProposalsThereIsNothingToSuggest() {
        assertTrue(new Doubts(seeds()).next().isEmpty());
    }

    private static Doubts after(double sureBelow, double sureAbove, Set<Integer> disputed) {
        Doubts doubts = new Doubts(seeds());
        for (int slice = 0; slice <= 20; slice++) {
            boolean seed = slice % 10 == 0;
            double sure = seed ? 1 : slice < 10 ? sureBelow : sureAbove;
            Set<Integer> marks = disputed.contains(slice) ? Set.of(1) : Set.of();
            doubts.add(new SliceResult(slice, new short[] {1, 0}, Map.of(1, sure), marks));
        }
        return doubts;
    }

    private static Seeds seeds() {
        LabelMap map = LabelMap.empty(GRID);
        var edit = map.edit();
        for (int slice : List.of(0, 10, 20)) {
            edit.set(0, 0, slice, 1);
        }
        return Seeds.complete(map.apply(edit.build()), LAYOUT, List.of(0, 10, 20), List.of(1));
    }
}
