package diffusam.viewer.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import diffusam.annotation.Label;
import diffusam.volume.Slice;
import diffusam.volume.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceRendererTest {
    private static final Window WINDOW = new Window(0, 255);
    private static final LabelColors COLORS = new LabelColors(List.of(
            Label.of(1).coloured(0xFF0000),
            Label.of(2).coloured(0x00FF00),
            Label.of(3).shown(false)));

    private final SliceRenderer renderer = new SliceRenderer();

    @Test
    void windowEndsAreBlackAndWhite() {
        Slice image = slice(4, 1, -50, 0, 255, 4000);
        int[] drawn = draw(image, new short[4], shading(false, Overlay.FILLED), 4, 1);
        assertArrayEquals(new int[] {gray(0), gray(0), gray(255), gray(255)}, drawn);
    }

    @Test
    void blocksShowTheNearestPixel() {
        int[] drawn = draw(slice(2, 1, 10, 20), new short[2], shading(false, Overlay.FILLED), 4, 2);
        assertArrayEquals(
                new int[] {
                    gray(10), gray(10), gray(20), gray(20),
                    gray(10), gray(10), gray(20), gray(20)
                },
                drawn);
    }

    @Test
    void smoothInterpolatesBetweenPixelCentres() {
        int[] drawn = draw(slice(2, 1, 0, 100), new short[2], shading(true, Overlay.FILLED), 4, 2);
        assertArrayEquals(new int[] {gray(0), gray(25), gray(75), gray(100)}, java.util.Arrays.copyOf(drawn, 4));
    }

    @Test
    void smoothInterpolatesBetweenRows() {
        int[] drawn = draw(slice(1, 2, 0, 100), new short[2], shading(true, Overlay.FILLED), 2, 4);
        assertArrayEquals(
                new int[] {gray(0), gray(25), gray(75), gray(100)}, new int[] {drawn[0], drawn[2], drawn[4], drawn[6]});
    }

    @Test
    void outsideTheSliceIsBlack() {
        int[] drawn = draw(slice(1, 1, 200), new short[1], shading(true, Overlay.FILLED), 3, 1);
        assertArrayEquals(new int[] {gray(0), gray(200), gray(0)}, drawn);
    }

    @Test
    void filledLabelsAreMixedByOpacity() {
        short[] labels = {0, 1, 2, 3};
        int[] drawn = draw(slice(4, 1, 100, 100, 100, 100), labels, shading(false, Overlay.FILLED), 4, 1);
        assertEquals(gray(100), drawn[0]);
        assertEquals(0xFF000000 | 177 << 16 | 50 << 8 | 50, drawn[1]);
        assertEquals(0xFF000000 | 50 << 16 | 177 << 8 | 50, drawn[2]);
        assertEquals(gray(100), drawn[3], "a hidden label");
    }

    @Test
    void outlineRunsInsideTheLabelAndLeavesTheImageFree() {
        short[] labels = {0, 1, 1, 1, 0};
        int[] drawn = draw(slice(5, 1, 9, 9, 9, 9, 9), labels, shading(false, Overlay.OUTLINED), 5, 1);
        assertArrayEquals(new int[] {gray(9), 0xFFFF0000, gray(9), 0xFFFF0000, gray(9)}, drawn);
    }

    @Test
    void neighbouringLabelsAreSeparated() {
        short[] labels = {1, 1, 1, 2, 2, 2};
        int[] drawn = draw(slice(6, 1, 9, 9, 9, 9, 9, 9), labels, shading(false, Overlay.OUTLINED), 6, 1);
        assertArrayEquals(new int[] {gray(9), gray(9), 0xFFFF0000, 0xFF00FF00, gray(9), gray(9)}, drawn);
    }

    @Test
    void hiddenOverlayShowsTheImageAlone() {
        int[] drawn = draw(slice(1, 1, 9), new short[] {1}, shading(false, Overlay.HIDDEN), 1, 1);
        assertArrayEquals(new int[] {gray(9)}, drawn);
    }

    private int[] draw(Slice image, short[] labels, Shading shading, int width, int height) {
        int[] argb = new int[width * height];
        ViewTransform view = ViewTransform.fit(
                new SliceSize(image.columns(), image.rows(), image.columnSpacingMm(), image.rowSpacingMm()),
                width,
                height);
        renderer.render(image, labels, COLORS, shading, view, argb);
        return argb;
    }

    private static Shading shading(boolean smooth, Overlay overlay) {
        return new Shading(WINDOW, smooth, overlay, 0.5, 1);
    }

    private static Slice slice(int columns, int rows, float... values) {
        return new Slice(columns, rows, 1, 1, values);
    }

    private static int gray(int g) {
        return 0xFF000000 | g << 16 | g << 8 | g;
    }
}
