package diffusam.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShapeInterpolationTest {
    private static final int SIDE = 41;

    @Test
    void signedDistanceEqualsTheExhaustiveSearch() {
        Random random = new Random(1);
        int columns = 13;
        int rows = 9;
        boolean[] mask = new boolean[columns * rows];
        for (int p = 0; p < mask.length; p++) {
            mask[p] = random.nextInt(4) == 0;
        }
        float[] signed = SignedDistance.of(mask, columns, 0.7, 2.5);
        for (int p = 0; p < mask.length; p++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int q = 0; q < mask.length; q++) {
                if (mask[q] != mask[p]) {
                    double dx = 0.7 * (p % columns - q % columns);
                    double dy = 2.5 * (p / columns - q / columns);
                    nearest = Math.min(nearest, Math.sqrt(dx * dx + dy * dy));
                }
            }
            assertEquals(mask[p] ? nearest : -nearest, signed[p], 1e-4);
        }
    }

    @Test
    void halfWayBetweenTwoDiscsLiesTheDiscOfMeanRadius() {
        TreeMap<Integer, boolean[]> masks = new TreeMap<>();
        masks.put(10, disc(6));
        masks.put(20, disc(14));
        ShapeInterpolation shape = new ShapeInterpolation(masks, SIDE, 1, 1, 1);
        assertEquals(area(disc(10)), area(shape.mask(15)), 0.03 * area(disc(10)));
        assertTrue(area(shape.mask(12)) < area(shape.mask(18)));
    }

    @Test
    void knownSlicesComeBackAsTheyAre() {
        TreeMap<Integer, boolean[]> masks = new TreeMap<>();
        masks.put(3, disc(5));
        masks.put(9, disc(0));
        ShapeInterpolation shape = new ShapeInterpolation(masks, SIDE, 1, 1, 1);
        assertArrayEquals(disc(5), shape.mask(3));
        assertEquals(0, area(shape.mask(9)));
    }

    @Test
    void theShapeTapersTowardsASliceWithoutItAndEndsThere() {
        TreeMap<Integer, boolean[]> masks = new TreeMap<>();
        masks.put(0, disc(12));
        masks.put(6, new boolean[SIDE * SIDE]);
        ShapeInterpolation shape = new ShapeInterpolation(masks, SIDE, 1, 1, 1);
        for (int slice = 1; slice <= 6; slice++) {
            assertTrue(area(shape.mask(slice)) < area(shape.mask(slice - 1)), "slice " + slice);
        }
        assertFalse(shape.at(7).isPresent());
    }

    @Test
    void beyondTheLastSeedItEndsWhereTheEllipsoidDoes() {
        TreeMap<Integer, boolean[]> masks = new TreeMap<>();
        masks.put(2, disc(15));
        masks.put(10, disc(15 * 0.6));
        ShapeInterpolation shape = new ShapeInterpolation(masks, SIDE, 1, 1, 0.1);
        assertTrue(shape.at(13).isPresent(), "8 slices to 0.6 of the radius are 10 to the end; half the gap is 4");
        assertFalse(shape.at(14).isPresent());
    }

    @Test
    void anotherSeedInTheMiddleDoesNotShortenTheEnds() {
        TreeMap<Integer, boolean[]> masks = new TreeMap<>();
        masks.put(10, disc(9));
        masks.put(20, disc(9));
        ShapeInterpolation two = new ShapeInterpolation(masks, SIDE, 1, 1, 1);
        masks.put(13, disc(9));
        masks.put(15, disc(9));
        masks.put(17, disc(9));
        ShapeInterpolation five = new ShapeInterpolation(masks, SIDE, 1, 1, 1);
        for (int slice : new int[] {2, 5, 8, 22, 25, 28}) {
            assertArrayEquals(two.mask(slice), five.mask(slice), "slice " + slice);
        }
        assertTrue(area(two.mask(28)) > 0);
        assertFalse(two.at(29).isPresent(), "ends are as blunt as the outermost seed is thick");
    }

    @Test
    void everySeedStandsForHalfTheDistanceToItsNeighbour() {
        TreeMap<Integer, boolean[]> masks = new TreeMap<>();
        masks.put(10, disc(2));
        masks.put(30, disc(2));
        ShapeInterpolation shape = new ShapeInterpolation(masks, SIDE, 1, 1, 1);
        assertTrue(shape.at(39).isPresent());
        assertFalse(shape.at(40).isPresent());
    }

    @Test
    void aSingleSeedEndsAfterItsOwnHalfThickness() {
        TreeMap<Integer, boolean[]> masks = new TreeMap<>();
        masks.put(10, disc(9));
        ShapeInterpolation shape = new ShapeInterpolation(masks, SIDE, 1, 1, 3);
        assertTrue(area(shape.mask(12)) > 0);
        assertEquals(0, area(shape.mask(14)));
    }

    private static boolean[] disc(double radius) {
        boolean[] mask = new boolean[SIDE * SIDE];
        for (int p = 0; p < mask.length; p++) {
            double x = p % SIDE - SIDE / 2;
            double y = p / SIDE - SIDE / 2;
            mask[p] = x * x + y * y < radius * radius;
        }
        return mask;
    }

    private static int area(boolean[] mask) {
        int area = 0;
        for (boolean inside : mask) {
            area += inside ? 1 : 0;
        }
        return area;
    }
}
