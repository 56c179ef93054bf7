package diffusam.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Window CT_SOFT_TISSUE = new Window(-160, 240);

    @Test
    void valuesMapLinearlyAndAreClipped() {
        Window window = Window.ofCenterWidth(40, 400);
        assertEquals(new Window(-160, 240), window);
        assertEquals(0, window.map(-1000));
        assertEquals(0, window.map(-160));
        assertEquals(0.5f, window.map(40));
        assertEquals(1, window.map(240));
        assertEquals(1, window.map(3000));
        assertEquals(0, window.map(Double.NaN));
    }

    @Test
    void anEmptyWindowIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Window(1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Window(Double.NaN, 1));
    }

    @Test
    void valuesOfAirMakeACt() {
        Volume ct = filled(20, VoxelType.INT16, p -> p % 3 == 0 ? 24 : 1064, 1, -1024);
        assertEquals(CT_SOFT_TISSUE, Window.automatic(ct));
    }

    @Test
    void theDarkestValueIsLeftOutOfThePercentiles() {
        Volume mr = filled(30, VoxelType.UINT16, p -> p % 2 == 0 ? 0 : 1 + p / 2 % 1000, 2, 0);
        Window window = Window.automatic(mr);
        assertEquals(2 * 5, window.low(), 2 * 1.5);
        assertEquals(2 * 995, window.high(), 2 * 1.5);
    }

    @Test
    void aFewExtremesDoNotMatter() {
        Volume mr = filled(30, VoxelType.FLOAT32, p -> p == 77 ? 1e9 : p % 100, 1, 0);
        assertTrue(Window.automatic(mr).high() < 101);
    }

    @Test
    void constantBinaryAndBrokenVolumesHaveAWindow() {
        assertEquals(new Window(6.5, 7.5), Window.automatic(filled(5, VoxelType.UINT8, p -> 7, 1, 0)));
        assertEquals(new Window(0, 1), Window.automatic(filled(5, VoxelType.UINT8, p -> p % 2, 1, 0)));
        assertEquals(new Window(0, 1), Window.automatic(filled(5, VoxelType.FLOAT32, p -> Double.NaN, 1, 0)));
        double large = 3e38;
        assertTrue(
                Window.automatic(filled(3, VoxelType.FLOAT32, p -> large, 1, 0)).width() > 0);
        assertTrue(Window.automatic(filled(3, VoxelType.FLOAT32, p -> p == 0 ? -1 / 0.0 : p, 1, 0))
                        .low()
                > 0);
    }

    @Test
    void columnsOfALargeVolumeAreAllSampled() {
        int side = 128;
        Volume stripes = filled(side, VoxelType.INT16, p -> p % side == 5 ? 100 : p % side == 6 ? 200 : 0, 1, 0);
        assertEquals(new Window(100, 200), Window.automatic(stripes));
    }

    private static Volume filled(int side, VoxelType type, IntToDoubleFunction stored, double slope, double intercept) {
        Grid grid = new Grid(new Extent(side, side, side), Affine.of(1, 1, 1));
        Volume.Builder builder = new Volume.Builder(grid, type).rescale(slope, intercept);
        for (int p = 0; p < side * side * side; p++) {
            builder.set(p % side, p / side % side, p / side / side, stored.applyAsDouble(p));
        }
        return builder.build();
    }
}
