package diffusam.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Lps;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NavigationTest {
    private static final Grid LPS = new Grid(new Extent(10, 12, 8), Affine.of(1, 1, 3));
    private static final Grid RAS = new Grid(
            new Extent(10, 12, 8),
            new Affine(new Lps(-1, 0, 0), new Lps(0, -1, 0), new Lps(0, 0, 3), new Lps(0, 0, 0)));

    @Test
    void movingInOneViewKeepsTheSliceOfThatView() {
        SliceLayout axial = SliceLayout.of(LPS, Plane.AXIAL);
        Crosshair moved = Crosshair.nearest(LPS, new Ijk(5, 6, 4)).movedTo(axial, 6, new SlicePoint(2.4, 7.6));
        assertEquals(new Crosshair(LPS, 2, 8, 6), moved);
        assertEquals(6, moved.slice(axial));
        assertEquals(2, moved.slice(SliceLayout.of(LPS, Plane.SAGITTAL)));
        assertEquals(8, moved.slice(SliceLayout.of(LPS, Plane.CORONAL)));
    }

    @Test
    void scrollingMovesTheCrosshairAlongOneAxis() {
        Crosshair scrolled = new Crosshair(LPS, 1, 2, 3).onSlice(SliceLayout.of(LPS, Plane.CORONAL), 9);
        assertEquals(new Crosshair(LPS, 1, 9, 3), scrolled);
    }

    @Test
    void theCrosshairStaysInsideTheGrid() {
        assertEquals(new Crosshair(LPS, 0, 11, 7), Crosshair.nearest(LPS, new Ijk(-4, 99, 7.4)));
    }

    @Test
    void pointsOfReversedLayoutsAreTheSamePlaceInThePatient() {
        Crosshair here = new Crosshair(RAS, 1, 2, 3);
        SliceLayout axial = SliceLayout.of(RAS, Plane.AXIAL);
        assertEquals(new SlicePoint(8, 9), here.point(axial));
        assertEquals(here, here.movedTo(axial, 3, here.point(axial)));
        assertEquals(new Lps(-1, -2, 9), here.lps());
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void lettersFollowThePatient(Grid grid, Plane plane, String letters) {
        Orientation o = Orientation.of(SliceLayout.of(grid, plane));
        assertEquals(letters, String.join(" ", o.left(), o.right(), o.top(), o.bottom()));
    }

    static Stream<Arguments> orientations() {
        double c = Math.cos(Math.toRadians(30));
        double s = Math.sin(Math.toRadians(30));
        Grid turned = new Grid(
                new Extent(10, 12, 8),
                new Affine(new Lps(c, s, 0), new Lps(-s, c, 0), new Lps(0, 0, 3), new Lps(0, 0, 0)));
        return Stream.of(
                arguments(LPS, Plane.AXIAL, "R L A P"),
                arguments(LPS, Plane.CORONAL, "R L S I"),
                arguments(LPS, Plane.SAGITTAL, "A P S I"),
                arguments(RAS, Plane.AXIAL, "R L A P"),
                arguments(turned, Plane.AXIAL, "RA LP AL PR"));
    }

    @Test
    void slicesAreReadFromHeadToFootFrontToBackRightToLeft() {
        assertEquals(new SliceOrder(true), SliceOrder.of(SliceLayout.of(LPS, Plane.AXIAL)));
        assertEquals(new SliceOrder(false), SliceOrder.of(SliceLayout.of(LPS, Plane.CORONAL)));
        assertEquals(new SliceOrder(true), SliceOrder.of(SliceLayout.of(RAS, Plane.CORONAL)));
        assertEquals(new SliceOrder(false), SliceOrder.of(SliceLayout.of(LPS, Plane.SAGITTAL)));
        assertEquals(3, SliceOrder.of(SliceLayout.of(LPS, Plane.AXIAL)).after(5, 2));
    }

    @ParameterizedTest
    @MethodSource("bars")
    void scaleBarsHaveRoundLengths(double pixelsPerMm, double mostPixels, double lengthMm, String text) {
        ScaleBar bar = ScaleBar.of(pixelsPerMm, mostPixels);
        assertEquals(lengthMm, bar.lengthMm(), 1e-9);
        assertEquals(lengthMm * pixelsPerMm, bar.lengthPixels(), 1e-9);
        assertEquals(text, bar.text());
    }

    static Stream<Arguments> bars() {
        return Stream.of(
                arguments(2, 120, 50, "5 cm"),
                arguments(2, 99, 20, "2 cm"),
                arguments(30, 120, 2, "2 mm"),
                arguments(200, 120, 0.5, "0.5 mm"));
    }
}
