package diffusam.viewer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AreaToolsTest {
    private static final Grid GRID = new Grid(new Extent(7, 5, 1), Affine.of(1, 1, 1));
    private static final SliceLayout AXIAL = SliceLayout.of(GRID, Plane.AXIAL);
    private static final Paint PAINT = new Paint(1, false, PaintOver.unlocked(Set.of()));

    private LabelMap map = LabelMap.empty(GRID);
    private Volume image = image("0000000", "0555550", "0500950", "0555550", "0000000");

    @Test
    void theLassoPaintsPixelsWhoseCentresItEncloses() {
        LassoTool lasso = new LassoTool(PAINT);
        lasso.press(slice(), new SlicePoint(0.6, 0.6));
        lasso.drag(new SlicePoint(4.4, 0.6));
        lasso.drag(new SlicePoint(4.4, 3.4));
        assertEquals(3, lasso.line().size());
        apply(lasso.release(new SlicePoint(0.6, 3.4)));
        assertPainted(".......", ".1111..", ".1111..", ".1111..", ".......");
        assertEquals(List.of(), lasso.line());
    }

    @Test
    void aLassoRoundNothingPaintsNothing() {
        LassoTool lasso = new LassoTool(PAINT);
        lasso.press(slice(), new SlicePoint(0.6, 0.6));
        assertTrue(lasso.release(new SlicePoint(0.7, 0.7)).isEmpty());
    }

    @Test
    void aLassoOverTheEdgePaintsWhatIsInside() {
        LassoTool lasso = new LassoTool(PAINT);
        lasso.press(slice(), new SlicePoint(-9, -9));
        lasso.drag(new SlicePoint(1.5, -9));
        lasso.drag(new SlicePoint(1.5, 1.5));
        apply(lasso.release(new SlicePoint(-9, 1.5)));
        assertPainted("11.....", "11.....", ".......", ".......", ".......");
    }

    @Test
    void thePolygonClosesAtItsFirstCorner() {
        PolygonTool polygon = new PolygonTool(PAINT);
        click(polygon, 0.6, -0.4);
        click(polygon, 5.4, -0.4);
        assertTrue(polygon.goesOn());
        click(polygon, 5.4, 4.4);
        polygon.hover(new SlicePoint(2, 2));
        assertEquals(4, polygon.line().size(), "with the side that leads to the cursor");
        apply(click(polygon, 0.9, 0.2));
        assertFalse(polygon.goesOn());
        assertPainted(".11111.", "..1111.", "...111.", "....11.", ".....1.");
    }

    @Test
    void thePolygonClosesOnDemand() {
        PolygonTool polygon = new PolygonTool(PAINT);
        click(polygon, 0.6, 0.6);
        assertTrue(polygon.finish().isEmpty(), "a corner is no area");
        click(polygon, 3.4, 0.6);
        click(polygon, 3.4, 2.4);
        click(polygon, 0.6, 2.4);
        apply(polygon.finish());
        assertPainted(".......", ".111...", ".111...", ".......", ".......");
    }

    @Test
    void fillingStopsAtOtherValues() {
        apply(fill(0, 1, 1));
        assertPainted(".......", ".11111.", ".1...1.", ".11111.", ".......");
    }

    @Test
    void fillingToleratesNearValues() {
        apply(fill(4, 1, 1));
        assertPainted(".......", ".11111.", ".1..11.", ".11111.", ".......");
    }

    @Test
    void fillingStopsAtOtherLabels() {
        map = map.apply(
                map.edit().set(3, 1, 0, 2).set(3, 3, 0, 2).set(3, 2, 0, 2).build());
        apply(fill(9, 1, 1));
        assertEquals(1, map.at(0, 0, 0));
        assertEquals(2, map.at(3, 2, 0));
        assertEquals(1, map.at(6, 4, 0));
    }

    @Test
    void fillingOutsideIsNothing() {
        assertTrue(fill(9, -3, 1).isEmpty());
    }

    private Optional<Stroke> fill(double tolerance, double column, double row) {
        FillTool fill = new FillTool(tolerance, PAINT);
        fill.press(slice(), new SlicePoint(column, row));
        return fill.release(new SlicePoint(column, row));
    }

    private Optional<Stroke> click(Tool tool, double column, double row) {
        tool.press(slice(), new SlicePoint(column, row));
        return tool.release(new SlicePoint(column, row));
    }

    private void apply(Optional<Stroke> stroke) {
        map = map.apply(stroke.orElseThrow().edit(map));
    }

    private void assertPainted(String... rows) {
        short[] expected = new short[35];
        String all = String.join("", rows);
        for (int p = 0; p < 35; p++) {
            expected[p] = (short) (all.charAt(p) == '.' ? 0 : all.charAt(p) - '0');
        }
        assertArrayEquals(expected, map.slice(AXIAL, 0));
    }

    private ToolSlice slice() {
        return new ToolSlice(image, map, AXIAL, 0);
    }

    private static Volume image(String... rows) {
        Volume.Builder builder = new Volume.Builder(GRID, VoxelType.INT16);
        for (int j = 0; j < rows.length; j++) {
            for (int i = 0; i < rows[j].length(); i++) {
                builder.set(i, j, 0, rows[j].charAt(i) - '0');
            }
        }
        return builder.build();
    }
}
