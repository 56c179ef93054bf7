package diffusam.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CensusTest {
    private static final Grid GRID = new Grid(new Extent(6, 5, 4), Affine.of(1, 1, 1));

    @Test
    void recountOfAnEditedMapEqualsAFreshCensus() {
        Random random = new Random(1);
        LabelMap map = LabelMap.empty(GRID);
        Census census = Census.of(map);
        for (int round = 0; round < 20; round++) {
            LabelEdit.Builder edit = map.edit();
            for (int n = 0; n < 5; n++) {
                edit.set(random.nextInt(6), random.nextInt(5), random.nextInt(4), random.nextInt(4));
            }
            map = map.apply(edit.build());
            census = census.recount(map);
            assertEquals(map.labels(), census.labels());
            for (int label : map.labels()) {
                assertEquals(voxels(map, label), census.voxels(label));
                for (Plane plane : Plane.values()) {
                    SliceLayout layout = SliceLayout.of(GRID, plane);
                    assertEquals(map.slicesWith(layout, label), census.slicesWith(layout, label));
                }
            }
        }
    }

    private static long voxels(LabelMap map, int label) {
        long count = 0;
        for (long p = 0; p < GRID.extent().voxels(); p++) {
            count += map.at(p) == label ? 1 : 0;
        }
        return count;
    }
}
