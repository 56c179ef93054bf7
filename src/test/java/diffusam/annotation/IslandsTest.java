package diffusam.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import org.junit.jupiter.api.Test;

class IslandsTest {
    private static final Grid GRID = new Grid(new Extent(8, 8, 8), Affine.of(1, 1, 1));

    private LabelMap map = LabelMap.empty(GRID);

    @Test
    void theLargestPartIsKept() {
        block(0, 0, 0, 2, 1);
        block(5, 5, 5, 3, 1);
        block(3, 3, 3, 1, 2);
        map = map.apply(Islands.keepLargest(map, 1));
        assertEquals(27, count(1));
        assertEquals(1, count(2));
        assertEquals(1, map.at(7, 7, 7));
    }

    @Test
    void partsThatTouchAtACornerAreApart() {
        block(0, 0, 0, 2, 1);
        block(2, 2, 2, 1, 1);
        map = map.apply(Islands.keepLargest(map, 1));
        assertEquals(8, count(1));
    }

    @Test
    void smallPartsAreRemoved() {
        block(0, 0, 0, 1, 1);
        block(2, 0, 0, 2, 1);
        block(5, 5, 5, 3, 1);
        map = map.apply(Islands.removeSmall(map, 1, 8));
        assertEquals(8 + 27, count(1));
    }

    @Test
    void enclosedBackgroundIsFilled() {
        block(1, 1, 1, 5, 1);
        block(2, 2, 2, 2, 0);
        block(4, 4, 4, 1, 2);
        map = map.apply(Islands.fillHoles(map, 1));
        assertEquals(124, count(1));
        assertEquals(1, count(2), "other labels are no holes");
    }

    @Test
    void whatOpensToTheOutsideIsNoHole() {
        block(0, 0, 0, 4, 1);
        map = map.apply(map.edit().set(0, 2, 2, 0).set(1, 2, 2, 0).build());
        assertTrue(Islands.fillHoles(map, 1).isEmpty(), "a tunnel to the edge of the map");
    }

    @Test
    void anAbsentLabelHasNoIslands() {
        assertTrue(Islands.keepLargest(map, 1).isEmpty());
        assertTrue(Islands.removeSmall(map, 1, 100).isEmpty());
        assertTrue(Islands.fillHoles(map, 1).isEmpty());
    }

    private void block(int i, int j, int k, int side, int label) {
        LabelEdit.Builder edit = map.edit();
        for (int p = 0; p < side * side * side; p++) {
            edit.set(i + p % side, j + p / side % side, k + p / side / side, label);
        }
        map = map.apply(edit.build());
    }

    private long count(int label) {
        return Census.of(map).voxels(label);
    }
}
