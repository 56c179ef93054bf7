package diffusam.viewer.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import diffusam.annotation.LabelMap;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import diffusam.volume.Window;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FusedTest {
    private static final int SIZE = 8;
    private static final Window WINDOW = new Window(0, 255);
    private static final Grid GRID = new Grid(new Extent(SIZE, SIZE, SIZE), Affine.of(1, 1, 1));

    /** The same space turned by a quarter about the body's axis, from its far corner: i runs to posterior, j to the right. */
    private static final Grid TURNED = new Grid(
            new Extent(SIZE, SIZE, SIZE),
            new Affine(new Lps(0, 1, 0), new Lps(-1, 0, 0), new Lps(0, 0, 1), new Lps(SIZE - 1, 0, 0)));

    @Test
    void eachPointOfTheSecondImageLiesWhereItIsInThePatient() {
        Volume first = byPlace(GRID, 0, 0);
        Volume second = byPlace(TURNED, 10, 20);
        for (Plane plane : Plane.values()) {
            SliceLayout layout = SliceLayout.of(GRID, plane);
            int[] argb = draw(first, second, layout, 3, 1);
            for (int row = 0; row < SIZE; row++) {
                for (int column = 0; column < SIZE; column++) {
                    Lps at = GRID.toLps(layout.toIndex(3, column, row));
                    long expected = Math.round(10 * at.x() + 20 * at.y() + at.z());
                    assertEquals(expected, argb[row * SIZE + column] & 0xFF, plane + " " + at);
                }
            }
        }
    }

    @Test
    void theWeightMixesTheTwo() {
        Volume dark = constant(40);
        Volume bright = constant(200);
        SliceLayout layout = SliceLayout.of(GRID, Plane.AXIAL);
        assertEquals(40, draw(dark, bright, layout, 0, 0)[0] & 0xFF);
        assertEquals(120, draw(dark, bright, layout, 0, 0.5)[0] & 0xFF, 1);
        assertEquals(200, draw(dark, bright, layout, 0, 1)[0] & 0xFF);
    }

    private static int[] draw(Volume first, Volume second, SliceLayout layout, int slice, double weight) {
        int[] argb = new int[SIZE * SIZE];
        SlicePicture picture = new SlicePicture(
                first,
                Optional.of(new Fused(second, WINDOW, weight)),
                layout,
                slice,
                LabelMap.empty(GRID),
                Optional.empty(),
                new LabelColors(List.of()),
                new Shading(WINDOW, false, Overlay.HIDDEN, 0, 1));
        new PictureRenderer().render(picture, ViewTransform.fit(picture.size(), SIZE, SIZE), argb);
        return argb;
    }

    /** 10 and 20, or other, a millimetre to the left and to posterior, and 1 upwards. */
    private static Volume byPlace(Grid grid, double left, double posterior) {
        Volume.Builder volume = new Volume.Builder(grid, VoxelType.INT16);
        for (int k = 0; k < SIZE; k++) {
            for (int j = 0; j < SIZE; j++) {
                for (int i = 0; i < SIZE; i++) {
                    Lps at = grid.affine().toLps(i, j, k);
                    volume.set(i, j, k, left * at.x() + posterior * at.y() + at.z());
                }
            }
        }
        return volume.build();
    }

    private static Volume constant(double value) {
        Volume.Builder volume = new Volume.Builder(GRID, VoxelType.INT16);
        for (int p = 0; p < SIZE * SIZE * SIZE; p++) {
            volume.set(p % SIZE, p / SIZE % SIZE, p / SIZE / SIZE, value);
        }
        return volume.build();
    }
}
