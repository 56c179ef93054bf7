package diffusam.viewer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.viewer.ScissorsTool.Cut;
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

    private static final Paint ERASE = new Paint(1, true, new PaintOver(PaintOver.Rule.EMPTY, 1, Set.of()));

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
    void levelTracingFillsTheLineOfEqualValue() {
        LevelTraceTool trace = new LevelTraceTool(PAINT);
        trace.press(slice(), new SlicePoint(2, 1));
        assertEquals(
                List.of(
                        new SlicePoint(0.5, 0.5),
                        new SlicePoint(5.5, 0.5),
                        new SlicePoint(5.5, 3.5),
                        new SlicePoint(0.5, 3.5)),
                trace.line());
        apply(trace.release(new SlicePoint(2, 1)));
        assertPainted(".......", ".11111.", ".11111.", ".11111.", ".......");
    }

    @Test
    void theLineFollowsTheCursorToBrighterPixels() {
        LevelTraceTool trace = new LevelTraceTool(PAINT);
        trace.press(slice(), new SlicePoint(2, 1));
        apply(trace.release(new SlicePoint(4.2, 2.1)));
        assertPainted(".......", ".......", "....1..", ".......", ".......");
    }

    @Test
    void levelTracingKeepsPixelsApartThatTouchAtACorner() {
        image = image("0000000", "0550000", "0005500", "0055500", "0000000");
        LevelTraceTool trace = new LevelTraceTool(PAINT);
        trace.press(slice(), new SlicePoint(4, 3));
        apply(trace.release(new SlicePoint(4, 3)));
        assertPainted(".......", ".......", "...11..", "..111..", ".......");
    }

    @Test
    void levelTracingWalksRoundADent() {
        image = image("0000000", "0505050", "0505550", "0555550", "0000000");
        LevelTraceTool trace = new LevelTraceTool(PAINT);
        trace.press(slice(), new SlicePoint(1, 1));
        apply(trace.release(new SlicePoint(1, 1)));
        assertPainted(".......", ".1.1.1.", ".1.111.", ".11111.", ".......");
    }

    @Test
    void scissorsCutInsideOrOutsideAndLeaveOtherLabels() {
        LabelEdit.Builder edit = map.edit();
        for (int i = 0; i < 7; i++) {
            edit.set(i, 2, 0, i == 3 ? 2 : 1);
        }
        map = map.apply(edit.build());
        LabelMap before = map;
        cut(Cut.INSIDE, false);
        assertPainted(".......", ".......", "11.2.11", ".......", ".......");
        map = before;
        cut(Cut.OUTSIDE, false);
        assertPainted(".......", ".......", "..121..", ".......", ".......");
    }

    @Test
    void scissorsCutThroughAllSlicesIfAsked() {
        Grid grid = new Grid(new Extent(7, 5, 3), Affine.of(1, 1, 1));
        LabelMap deep = LabelMap.empty(grid);
        deep = deep.apply(
                deep.edit().set(3, 2, 0, 1).set(3, 2, 1, 1).set(0, 0, 2, 1).build());
        Volume dark = new Volume.Builder(grid, VoxelType.INT16).build();
        ToolSlice middle = new ToolSlice(dark, deep, SliceLayout.of(grid, Plane.AXIAL), 1);
        LabelMap through = deep.apply(lasso(new ScissorsTool(Cut.INSIDE, true, ERASE), middle)
                .orElseThrow()
                .edit(deep));
        assertEquals(Set.of(2), through.slicesWith(middle.layout(), 1));
        LabelMap here = deep.apply(lasso(new ScissorsTool(Cut.INSIDE, false, ERASE), middle)
                .orElseThrow()
                .edit(deep));
        assertEquals(Set.of(0, 2), here.slicesWith(middle.layout(), 1));
        Stroke outside =
                lasso(new ScissorsTool(Cut.OUTSIDE, true, ERASE), middle).orElseThrow();
        assertEquals(3 * (35 - 9), outside.voxels());
        assertEquals(Set.of(0, 1), deep.apply(outside.edit(deep)).slicesWith(middle.layout(), 1));
    }

    @Test
    void aClickWithTheScissorsCutsNothing() {
        ScissorsTool scissors = new ScissorsTool(Cut.OUTSIDE, true, ERASE);
        scissors.press(slice(), new SlicePoint(3, 2));
        assertTrue(scissors.release(new SlicePoint(3, 2)).isEmpty());
    }

    private void cut(Cut cut, boolean throughAll) {
        apply(lasso(new ScissorsTool(cut, throughAll, ERASE), slice()));
    }

    /** Round columns 2 to 4 and rows 1 to 3. */
    private static Optional<Stroke> lasso(Tool tool, ToolSlice on) {
        tool.press(on, new SlicePoint(1.6, 0.6));
        tool.drag(new SlicePoint(4.4, 0.6));
        tool.drag(new SlicePoint(4.4, 3.4));
        return tool.release(new SlicePoint(1.6, 3.4));
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
