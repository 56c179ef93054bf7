package diffusam.nano;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.foundation.Foundation.Click;
import org.junit.jupiter.api.Test;

class LikenessTest {
    private static final int SIDE = 64;

    @Test
    void itReachesRoundACornerButNotThroughAWall() {
        float[] picture = new float[SIDE * SIDE];
        for (int p = 0; p < picture.length; p++) {
            boolean wall = p % SIDE == 32 && p / SIDE > 4;
            picture[p] = wall ? 1 : .5f;
        }
        float[] like = Likeness.of(picture, SIDE, at(28, 50));
        assertEquals(1, like[50 * SIDE + 28]);
        assertTrue(like[10 * SIDE + 2] > like[50 * SIDE + 36], "farther, but on this side of the wall");
        assertTrue(like[50 * SIDE + 32] < .05, "the wall itself: " + like[50 * SIDE + 32]);
        assertTrue(like[50 * SIDE + 36] > 1.5 * like[50 * SIDE + 32], "by the gap at the top");
    }

    @Test
    void neitherContrastNorBrightnessMatters() {
        float[] picture = new float[SIDE * SIDE];
        float[] changed = new float[picture.length];
        for (int p = 0; p < picture.length; p++) {
            picture[p] = (float) Math.sin(p % SIDE / 7.0) * (p / SIDE % 11);
            changed[p] = 3 * picture[p] + 5;
        }
        assertArrayEquals(Likeness.of(picture, SIDE, at(20, 9)), Likeness.of(changed, SIDE, at(20, 9)), 1e-3f);
    }

    @Test
    void aFinerPictureOfTheSameIsAsMuchAlike() {
        assertEquals(disc(64), disc(128), .03 * disc(64));
    }

    /** How much of a picture of a disc is like the disc's middle. */
    private static double disc(int side) {
        float[] picture = new float[side * side];
        for (int p = 0; p < picture.length; p++) {
            picture[p] = Math.hypot(p % side - side / 2.0, p / side - side / 2.0) < side / 5.0 ? 1 : 0;
        }
        double sum = 0;
        for (float value : Likeness.of(picture, side, new Click(.5, .5, true))) {
            sum += value;
        }
        return sum / picture.length;
    }

    @Test
    void aPictureWithoutAnyContrastIsAlikeEverywhere() {
        for (float value : Likeness.of(new float[SIDE * SIDE], SIDE, at(0, 0))) {
            assertTrue(value > .1, "" + value);
        }
    }

    private static Click at(int column, int row) {
        return new Click((column + .5) / SIDE, (row + .5) / SIDE, true);
    }
}
