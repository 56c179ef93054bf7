package diffusam.viewer.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ViewTransformTest {
    private static final double EXACT = 1e-9;
    private final SliceSize slice = new SliceSize(100, 20, 1, 5);
    private final ViewTransform fitted = ViewTransform.fit(slice, 400, 200);

    @Test
    void fitShowsTheWholeSliceInTheMiddle() {
        assertEquals(2, fitted.pixelsPerMm(), EXACT);
        assertEquals(100, fitted.x(-0.5), EXACT);
        assertEquals(300, fitted.x(99.5), EXACT);
        assertEquals(0, fitted.y(-0.5), EXACT);
        assertEquals(200, fitted.y(19.5), EXACT);
    }

    @Test
    void anisotropicPixelsKeepTheirShapeInMillimetres() {
        assertEquals(2, fitted.x(1) - fitted.x(0), EXACT);
        assertEquals(10, fitted.y(1) - fitted.y(0), EXACT);
    }

    @Test
    void screenAndSliceAreInverse() {
        ViewTransform view = fitted.zoomedAt(120, 30, 3).panned(17, -4);
        assertEquals(41.25, view.x(view.column(41.25)), EXACT);
        assertEquals(7.5, view.row(view.y(7.5)), EXACT);
    }

    @Test
    void zoomKeepsThePointUnderTheCursor() {
        double column = fitted.column(123);
        double row = fitted.row(45);
        ViewTransform zoomed = fitted.zoomedAt(123, 45, 2.5);
        assertEquals(column, zoomed.column(123), EXACT);
        assertEquals(row, zoomed.row(45), EXACT);
        assertEquals(2.5, zoomed.zoom(), EXACT);
    }

    @Test
    void zoomIsLimited() {
        assertEquals(60, fitted.zoomedAt(0, 0, 1e6).zoom(), EXACT);
        assertEquals(0.2, fitted.zoomedAt(0, 0, 1e-6).zoom(), EXACT);
    }

    @Test
    void panMovesTheSliceWithTheMouse() {
        ViewTransform panned = fitted.panned(10, -6);
        assertEquals(fitted.x(3) + 10, panned.x(3), EXACT);
        assertEquals(fitted.y(3) - 6, panned.y(3), EXACT);
    }

    @Test
    void panNeverLosesTheSlice() {
        ViewTransform panned = fitted.panned(1e6, 0);
        assertEquals(400, panned.x(-0.5), EXACT);
    }

    @Test
    void resizeKeepsZoomAndMiddle() {
        ViewTransform resized = fitted.zoomedAt(200, 100, 2).resized(800, 400);
        assertEquals(2, resized.zoom(), EXACT);
        assertEquals(49.5, resized.column(400), EXACT);
        assertEquals(9.5, resized.row(200), EXACT);
    }

    @Test
    void devicePixelsShowTheSamePoint() {
        assertEquals(fitted.column(33), fitted.onDevice(2).column(66), EXACT);
        assertEquals(fitted.row(33), fitted.onDevice(2).row(66), EXACT);
    }
}
