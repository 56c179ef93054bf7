package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import diffusam.volume.Window;
import org.junit.jupiter.api.Test;

class ModelFrameTest {
    /** 60×40 pixels of 1×3 mm with a bright block in columns 20..39 and rows 10..29. */
    private static final Volume IMAGE = block();

    private static final SliceLayout LAYOUT = SliceLayout.of(IMAGE.grid(), Plane.AXIAL);
    private static final ModelFrame FRAME = ModelFrame.around(IMAGE, LAYOUT, new Window(0, 100));

    @Test
    void thePictureIsIsotropicInMillimetresAndHoldsTheWholeBody() {
        // the block is 20 mm wide and 60 mm high: on a square picture it fills the height and a third of the width
        int side = 120;
        float[] picture = FRAME.picture(IMAGE, 0, side);
        int wide = 0;
        int high = 0;
        for (int n = 0; n < side; n++) {
            wide += picture[side / 2 * side + n] > .5f ? 1 : 0;
            high += picture[n * side + side / 2] > .5f ? 1 : 0;
        }
        assertEquals(side / 1.06, high, 2);
        assertEquals(side / 1.06 / 3, wide, 2);
    }

    @Test
    void aMaskSurvivesTheWayToThePictureAndBack() {
        boolean[] mask = new boolean[LAYOUT.columns() * LAYOUT.rows()];
        for (int p = 0; p < mask.length; p++) {
            int column = p % LAYOUT.columns();
            int row = p / LAYOUT.columns();
            mask[p] = Math.pow((column - 28) / 6.0, 2) + Math.pow((row - 17) / 5.0, 2) < 1;
        }
        for (int side : new int[] {64, 256}) {
            float[] back = FRAME.toSlice(FRAME.picture(mask, side), side);
            int both = 0;
            int sum = 0;
            for (int p = 0; p < mask.length; p++) {
                boolean inside = back[p] > .5f;
                both += inside && mask[p] ? 1 : 0;
                sum += (inside ? 1 : 0) + (mask[p] ? 1 : 0);
            }
            double dice = 2.0 * both / sum;
            assertTrue(dice > .93, "Dice " + dice + " at side " + side);
        }
    }

    @Test
    void aVolumeWithoutContrastIsShownWhole() {
        Volume dark = new Volume.Builder(IMAGE.grid(), VoxelType.UINT8).build();
        ModelFrame whole = ModelFrame.around(dark, LAYOUT, new Window(0, 100));
        assertTrue(whole.left() <= 0 && whole.top() <= 0);
        assertTrue(whole.columnsShown() >= 60 && whole.rowsShown() >= 40);
    }

    @Test
    void shrinkingAveragesAndEnlargingKeepsTheMean() {
        float[] line = {0, 4, 0, 4, 0, 4, 0, 4};
        Resampler one = new Resampler(1, 1, 1, 0);
        float[] half = Resampler.apply(line, new Resampler(8, 4, .5, 0), one);
        assertEquals(2, half[1], .01);
        float[] twice = Resampler.apply(new float[] {3, 3, 3}, new Resampler(3, 6, 2, 0), one);
        assertEquals(3, twice[2], 1e-6);
    }

    private static Volume block() {
        Grid grid = new Grid(new Extent(60, 40, 2), Affine.of(1, 3, 5));
        Volume.Builder builder = new Volume.Builder(grid, VoxelType.UINT8);
        for (int k = 0; k < 2; k++) {
            for (int j = 10; j < 30; j++) {
                for (int i = 20; i < 40; i++) {
                    builder.set(i, j, k, 90);
                }
            }
        }
        return builder.build();
    }
}
