package diffusam.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AffineTest {
    private final Random random = new Random(1);

    @Test
    void indexToPositionAndBackIsTheIdentity() {
        for (int n = 0; n < 1000; n++) {
            Affine affine = new Affine(vector(2), vector(2).plus(new Lps(5, 0, 0)), vector(2), vector(500));
            Ijk index = new Ijk(random.nextInt(500), random.nextInt(500), random.nextInt(500));
            Ijk back = affine.toIndex(affine.toLps(index.i(), index.j(), index.k()));
            double worst = Math.max(
                    Math.abs(back.i() - index.i()),
                    Math.max(Math.abs(back.j() - index.j()), Math.abs(back.k() - index.k())));
            double conditioning = affine.stepI().norm()
                    * affine.stepJ().norm()
                    * affine.stepK().norm()
                    / Math.abs(affine.determinant());
            assertEquals(0, worst, 1e-9 * conditioning);
        }
    }

    @Test
    void axesThatDoNotSpanSpaceAreRefused() {
        Lps i = new Lps(1, 0, 0);
        Lps j = new Lps(0, 1, 0);
        Lps none = new Lps(0, 0, 0);
        assertThrows(IllegalArgumentException.class, () -> new Affine(i, j, i.plus(j), none));
        assertThrows(IllegalArgumentException.class, () -> new Affine(i, j, none, none));
        assertThrows(IllegalArgumentException.class, () -> new Affine(i, j, new Lps(0, 0, Double.NaN), none));
        assertThrows(IllegalArgumentException.class, () -> new Affine(i, j, new Lps(0, 0, 1 / 0.0), none));
        assertThrows(IllegalArgumentException.class, () -> new Affine(i, j, i.cross(j), new Lps(0, 0, Double.NaN)));
    }

    @Test
    void voxelsOfAMicrometreSpanSpace() {
        Grid grid = new Grid(new Extent(2, 2, 2), Affine.of(1e-3, 1e-3, 1e-3));
        assertEquals(1e-9, grid.voxelVolumeMm3(), 1e-15);
    }

    @Test
    void spacingIsTheLengthOfAStepHoweverOblique() {
        Affine affine = new Affine(new Lps(3, 4, 0), new Lps(-4, 3, 0), new Lps(0, 0, -2), new Lps(0, 0, 0));
        Grid grid = new Grid(new Extent(2, 3, 4), affine);
        assertEquals(5, grid.spacingMm(0));
        assertEquals(5, grid.spacingMm(1));
        assertEquals(2, grid.spacingMm(2));
        assertEquals(50, grid.voxelVolumeMm3());
    }

    @Test
    void gridsMatchIfEveryCornerDoes() {
        Extent extent = new Extent(101, 101, 101);
        Grid grid = new Grid(extent, Affine.of(1, 1, 1));
        assertTrue(grid.matches(grid, 0));
        assertTrue(grid.matches(new Grid(extent, Affine.of(1.0009, 1, 1)), 0.1));
        assertFalse(grid.matches(new Grid(extent, Affine.of(1.0011, 1, 1)), 0.1));
        assertFalse(grid.matches(new Grid(new Extent(101, 101, 100), Affine.of(1, 1, 1)), 1e9));
    }

    private Lps vector(double length) {
        return new Lps(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).times(length);
    }
}
