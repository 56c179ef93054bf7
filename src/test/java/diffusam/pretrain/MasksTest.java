package diffusam.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.foundation.Foundation.Click;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MasksTest {
    private static boolean[] mask(String... rows) {
        String all = String.join("", rows);
        boolean[] mask = new boolean[all.length()];
        for (int p = 0; p < mask.length; p++) {
            mask[p] = all.charAt(p) == '#';
        }
        return mask;
    }

    @Test
    void holesAreFilledAndBaysAreNot() {
        boolean[] ring = mask("......", ".####.", ".#..#.", ".####.", ".#..#.", ".#..#.");
        boolean[] filled = mask("......", ".####.", ".####.", ".####.", ".#..#.", ".#..#.");
        assertArrayEquals(filled, Masks.fillHoles(ring, 6));
    }

    @Test
    void theFirstClickIsInside() {
        boolean[] truth = mask("......", "..###.", "..###.", "..###.", "......", "......");
        Click click = Masks.nextClick(new SplittableRandom(1), new boolean[36], truth, 6);
        assertTrue(click.positive());
        assertTrue(truth[(int) (click.y() * 6) * 6 + (int) (click.x() * 6)]);
    }

    @Test
    void theNextClickIsWhereTheAnswerIsMostWrong() {
        boolean[] truth = mask("##....", "##....", "......", "......", "......", "......");
        boolean[] tooMuch = mask("##..##", "##..##", "....##", "....##", "......", "......");
        Click click = Masks.nextClick(new SplittableRandom(1), tooMuch, truth, 6);
        assertFalse(click.positive());
        assertTrue(click.x() > 4.0 / 6 && click.y() < 4.0 / 6, click.toString());
    }
}
