package diffusam.viewer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import diffusam.volume.Window;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BrushToolTest {
    private static final Grid GRID = new Grid(new Extent(7, 5, 3), Affine.of(1, 2, 4));
    private static final SliceLayout AXIAL = SliceLayout.of(GRID, Plane.AXIAL);
    private static final Volume IMAGE = new Volume.Builder(GRID, VoxelType.INT16).build();

    private LabelMap map = LabelMap.empty(GRID);

    @Test
    void theTipIsACircleInMillimetres() {
        paint(2, new SlicePoint(3, 2), new SlicePoint(3, 2));
        assertArrayEquals(labels(".......", "...1...", ".11111.", "...1...", "......."), map.slice(AXIAL, 1));
    }

    @Test
    void aFastDragLeavesNoGaps() {
        paint(0.4, new SlicePoint(0, 2), new SlicePoint(6, 2));
        assertArrayEquals(labels(".......", ".......", "1111111", ".......", "......."), map.slice(AXIAL, 1));
    }

    @Test
    void theTipFollowsTheCursorBetweenPixels() {
        paint(0.6, new SlicePoint(2.5, 2), new SlicePoint(2.5, 2));
        assertArrayEquals(labels(".......", ".......", "..11...", ".......", "......."), map.slice(AXIAL, 1));
    }

    @Test
    void aTipSmallerThanAPixelPaintsThePixelUnderTheCursor() {
        paint(0.1, new SlicePoint(4.4, 1.4), new SlicePoint(4.4, 1.4));
        assertArrayEquals(labels(".......", "....1..", ".......", ".......", "......."), map.slice(AXIAL, 1));
    }

    @Test
    void strokesOverTheEdgePaintWhatIsInside() {
        paint(1, new SlicePoint(-3, 0), new SlicePoint(0, 0));
        assertArrayEquals(labels("11.....", ".......", ".......", ".......", "......."), map.slice(AXIAL, 1));
    }

    @Test
    void theSquareTipHasSidesOfTwiceTheRadius() {
        draw(brush(Tip.SQUARE, 2), new SlicePoint(3, 2), new SlicePoint(3, 2));
        assertArrayEquals(labels(".......", ".11111.", ".11111.", ".11111.", "......."), map.slice(AXIAL, 1));
        assertTrue(map.slicesWith(AXIAL, 1).equals(Set.of(1)));
    }

    @Test
    void aSquareDraggedAslantLeavesNoGaps() {
        draw(brush(Tip.SQUARE, 0.5), new SlicePoint(1, 1), new SlicePoint(3, 2));
        assertArrayEquals(labels(".......", ".11....", "..11...", ".......", "......."), map.slice(AXIAL, 1));
    }

    @Test
    void theSphereReachesIntoOtherSlicesByMillimetres() {
        draw(brush(Tip.SPHERE, 4), new SlicePoint(3, 2), new SlicePoint(3, 2));
        assertArrayEquals(labels("...1...", "1111111", "1111111", "1111111", "...1..."), map.slice(AXIAL, 1));
        assertEquals(1, map.at(3, 2, 0), "4 mm away the sphere ends in one voxel");
        assertEquals(1, map.at(3, 2, 2));
        assertEquals(0, map.at(2, 2, 0));
        assertEquals(0, map.at(3, 1, 2));
    }

    @Test
    void everyVoxelOfASphereIsNearerThanItsRadius() {
        draw(brush(Tip.SPHERE, 4.5), new SlicePoint(2.5, 2), new SlicePoint(4, 2.5));
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 5; j++) {
                for (int i = 0; i < 7; i++) {
                    boolean near = distanceToLine(i, 2.0 * j, 4.0 * (k - 1), 2.5, 4, 4, 5) <= 4.5;
                    assertEquals(near ? 1 : 0, map.at(i, j, k), i + ", " + j + ", " + k);
                }
            }
        }
    }

    /** Of a point to the line from (x1, y1) to (x2, y2) in the plane z = 0. */
    private static double distanceToLine(double x, double y, double z, double x1, double y1, double x2, double y2) {
        double length2 = (x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1);
        double t = Math.clamp(((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length2, 0, 1);
        return Math.hypot(Math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1)), z);
    }

    @Test
    void aRangeLimitsTheSphereBySlicesOfItsOwn() {
        Volume image = new Volume.Builder(GRID, VoxelType.INT16)
                .set(3, 2, 0, 50)
                .set(3, 2, 1, 50)
                .build();
        Paint paint = new Paint(1, false, PaintOver.unlocked(Set.of()));
        BrushTool brush = new BrushTool(Tip.SPHERE, 4, Optional.of(new Window(40, 60)), paint);
        brush.press(new ToolSlice(image, map, AXIAL, 1), new SlicePoint(3, 2));
        map = map.apply(brush.release(new SlicePoint(3, 2)).orElseThrow().edit(map));
        assertEquals(1, map.at(3, 2, 0));
        assertEquals(1, map.at(3, 2, 1));
        assertEquals(0, map.at(3, 2, 2));
        assertEquals(0, map.at(2, 2, 1));
    }

    private static BrushTool brush(Tip tip, double radiusMm) {
        return new BrushTool(tip, radiusMm, Optional.empty(), new Paint(1, false, PaintOver.unlocked(Set.of())));
    }

    @Test
    void coronalStrokesAreCutAlongTheirOwnPlane() {
        SliceLayout coronal = SliceLayout.of(GRID, Plane.CORONAL);
        BrushTool brush =
                new BrushTool(Tip.CIRCLE, 0.1, Optional.empty(), new Paint(1, false, PaintOver.unlocked(Set.of())));
        brush.press(new ToolSlice(IMAGE, map, coronal, 3), new SlicePoint(5, 0));
        LabelEdit edit = brush.release(new SlicePoint(5, 0)).orElseThrow().edit(map);
        assertEquals(1, map.apply(edit).at(5, 3, 2), "row 0 of a coronal slice is the most superior");
    }

    @Test
    void lockedLabelsAreNotPaintedOver() {
        map = map.apply(map.edit().set(2, 2, 1, 8).set(3, 2, 1, 9).build());
        stroke(0.4, new Paint(1, false, PaintOver.unlocked(Set.of(9))));
        assertArrayEquals(labels(".......", ".......", "1119111", ".......", "......."), map.slice(AXIAL, 1));
    }

    @Test
    void lockedLabelsAreReplacedIfEverythingIs() {
        PaintOver everything = new PaintOver(PaintOver.Rule.ALL, 0, Set.of(2));
        assertEquals(1, new Paint(1, false, everything).applyTo(2));
        assertEquals(0, new Paint(1, true, everything).applyTo(2));
        assertEquals(0, new Paint(2, false, everything).applyTo(0), "but nothing is painted with a locked label");
    }

    @Test
    void emptyOnlyLeavesEveryLabel() {
        map = map.apply(map.edit().set(2, 2, 1, 8).build());
        stroke(0.4, new Paint(1, false, new PaintOver(PaintOver.Rule.EMPTY, 0, Set.of())));
        assertArrayEquals(labels(".......", ".......", "1181111", ".......", "......."), map.slice(AXIAL, 1));
    }

    @Test
    void oneLabelReplacesThatLabelAlone() {
        map = map.apply(map.edit().set(2, 2, 1, 8).set(3, 2, 1, 9).build());
        stroke(0.4, new Paint(1, false, new PaintOver(PaintOver.Rule.ONE_LABEL, 8, Set.of())));
        assertArrayEquals(labels(".......", ".......", "..19...", ".......", "......."), map.slice(AXIAL, 1));
    }

    @Test
    void theEraserTakesAwayWhatTheRuleAllows() {
        map = map.apply(
                map.edit().set(1, 2, 1, 1).set(2, 2, 1, 8).set(3, 2, 1, 9).build());
        LabelMap before = map;
        stroke(0.4, new Paint(1, true, new PaintOver(PaintOver.Rule.EMPTY, 0, Set.of())));
        assertArrayEquals(labels(".......", ".......", "..89...", ".......", "......."), map.slice(AXIAL, 1));
        map = before;
        stroke(0.4, new Paint(1, true, PaintOver.unlocked(Set.of(9))));
        assertArrayEquals(labels(".......", ".......", "...9...", ".......", "......."), map.slice(AXIAL, 1));
    }

    @Test
    void theDraftLooksLikeTheEdit() {
        BrushTool brush =
                new BrushTool(Tip.CIRCLE, 2, Optional.empty(), new Paint(1, false, PaintOver.unlocked(Set.of())));
        brush.press(new ToolSlice(IMAGE, map, AXIAL, 1), new SlicePoint(1, 1));
        brush.drag(new SlicePoint(4, 3));
        short[] draft = map.slice(AXIAL, 1);
        brush.draft().orElseThrow().preview(1, draft);
        LabelEdit edit = brush.release(new SlicePoint(4, 3)).orElseThrow().edit(map);
        assertArrayEquals(draft, map.apply(edit).slice(AXIAL, 1));
        assertTrue(brush.draft().isEmpty());
    }

    @Test
    void labelsThatArriveDuringTheStrokeAreRespected() {
        BrushTool brush =
                new BrushTool(Tip.CIRCLE, 0.4, Optional.empty(), new Paint(1, false, PaintOver.unlocked(Set.of(9))));
        brush.press(new ToolSlice(IMAGE, map, AXIAL, 1), new SlicePoint(0, 2));
        map = map.apply(map.edit().set(3, 2, 1, 9).build());
        map = map.apply(brush.release(new SlicePoint(6, 2)).orElseThrow().edit(map));
        assertArrayEquals(labels(".......", ".......", "1119111", ".......", "......."), map.slice(AXIAL, 1));
    }

    @Test
    void aRangeOfValuesLimitsTheTip() {
        Volume.Builder builder = new Volume.Builder(GRID, VoxelType.INT16);
        for (int i = 0; i < 7; i++) {
            builder.set(i, 2, 1, 10 * i);
        }
        BrushTool brush = new BrushTool(
                Tip.CIRCLE, 0.4, Optional.of(new Window(20, 40)), new Paint(1, false, PaintOver.unlocked(Set.of())));
        brush.press(new ToolSlice(builder.build(), map, AXIAL, 1), new SlicePoint(0, 2));
        map = map.apply(brush.release(new SlicePoint(6, 2)).orElseThrow().edit(map));
        assertArrayEquals(labels(".......", ".......", "..111..", ".......", "......."), map.slice(AXIAL, 1));
    }

    private void paint(double radiusMm, SlicePoint from, SlicePoint to) {
        draw(
                new BrushTool(
                        Tip.CIRCLE, radiusMm, Optional.empty(), new Paint(1, false, PaintOver.unlocked(Set.of()))),
                from,
                to);
    }

    private void stroke(double radiusMm, Paint paint) {
        draw(new BrushTool(Tip.CIRCLE, radiusMm, Optional.empty(), paint), new SlicePoint(0, 2), new SlicePoint(6, 2));
    }

    private void draw(Tool tool, SlicePoint from, SlicePoint to) {
        tool.press(new ToolSlice(IMAGE, map, AXIAL, 1), from);
        map = map.apply(tool.release(to).map(stroke -> stroke.edit(map)).orElseThrow());
    }

    private static short[] labels(String... rows) {
        String all = String.join("", rows);
        short[] labels = new short[all.length()];
        for (int p = 0; p < labels.length; p++) {
            labels[p] = (short) (all.charAt(p) == '.' ? 0 : all.charAt(p) - '0');
        }
        return labels;
    }
}
