package diffusam.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.engine.Seeds;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvenSeedsTest {
    @Test
    void seedsStandInTheMiddleOfEqualParts() {
        assertEquals(Set.of(15), EvenSeeds.slices(10, 20, 1));
        assertEquals(Set.of(12, 15, 18), EvenSeeds.slices(10, 20, 3));
        assertEquals(Set.of(4), EvenSeeds.slices(4, 4, 5));
    }

    @Test
    void eachStructureIsKnownOnItsOwnSeedsAlone() {
        Grid grid = new Grid(new Extent(4, 4, 12), Affine.of(1, 1, 1));
        LabelMap empty = LabelMap.empty(grid);
        LabelEdit.Builder edit = empty.edit();
        for (int k = 0; k < 12; k++) {
            if (k <= 4) {
                edit.set(0, 0, k, 1);
            }
            edit.set(2, 2, k, 2);
        }
        SliceLayout layout = SliceLayout.of(grid, Plane.AXIAL);
        Seeds seeds = EvenSeeds.of(empty.apply(edit.build()), layout, List.of(1, 2, 3), 1);
        assertEquals(Set.of(1, 2), seeds.labels());
        assertTrue(seeds.isSeed(1, 2));
        assertFalse(seeds.isSeed(2, 2));
        assertEquals(Set.of(2), seeds.map().slicesWith(layout, 1));
        assertEquals(Set.of(6), seeds.map().slicesWith(layout, 2));
    }
}
