package diffusam.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SliceEditTest {
    private static final Grid GRID = new Grid(new Extent(4, 3, 5), Affine.of(1, 1, 1));
    private static final LabelMap EMPTY = LabelMap.empty(GRID);

    @Test
    void touchedSlicesAreFoundAlongEveryAxis() {
        LabelEdit edit = EMPTY.edit()
                .set(3, 0, 2, 7)
                .set(0, 1, 2, 7)
                .set(1, 1, 2, 7)
                .set(2, 2, 4, 8)
                .build();
        assertEquals("{7={2}, 8={4}}", touched(edit, Plane.AXIAL));
        assertEquals("{7={0, 1}, 8={2}}", touched(edit, Plane.CORONAL));
        assertEquals("{7={0, 1, 3}, 8={2}}", touched(edit, Plane.SAGITTAL));
    }

    @Test
    void aLabelTakenAwayIsTouched() {
        LabelMap map = EMPTY.apply(EMPTY.edit().set(1, 1, 1, 5).build());
        LabelEdit edit = map.edit().set(1, 1, 1, 6).build();
        BitSet one = new BitSet();
        one.set(1);
        assertEquals(one, edit.slicesTouched(SliceLayout.of(GRID, Plane.AXIAL)).get(5));
        assertEquals(one, edit.slicesTouched(SliceLayout.of(GRID, Plane.AXIAL)).get(6));
    }

    @Test
    void openLabelsAreReplacedAndAllOthersKept() {
        SliceLayout axial = SliceLayout.of(GRID, Plane.AXIAL);
        LabelMap map = EMPTY.apply(
                EMPTY.edit().set(0, 0, 1, 7).set(1, 0, 1, 8).set(2, 0, 1, 9).build());
        short[] wanted = new short[12];
        wanted[1] = 7;
        wanted[2] = 8;
        wanted[3] = 7;
        wanted[4] = 5;
        LabelMap after = map.apply(
                map.edit().setLabels(axial, 1, wanted, l -> l == 7 || l == 8).build());
        assertArrayEquals(new short[] {0, 7, 9, 7, 0, 0, 0, 0, 0, 0, 0, 0}, after.slice(axial, 1));
    }

    private static String touched(LabelEdit edit, Plane plane) {
        return new java.util.TreeMap<>(edit.slicesTouched(SliceLayout.of(GRID, plane))).toString();
    }
}
