package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConfidenceTest {
    private static final int SIDE = 64;

    @Test
    void aBlurredMaskIsTrustedLess() {
        float[] blurred = square(20, 4);
        Arrays.fill(blurred, 0, 2 * SIDE, -.5f);
        assertTrue(Confidence.of(blurred, 1) < Confidence.of(square(20, 4), 1));
    }

    @Test
    void aMaskThatAnotherSourceSeesDifferentlyIsTrustedLess() {
        float[] mask = square(20, 4);
        assertTrue(Confidence.of(mask, mask.length, .5, 1) < Confidence.of(mask, mask.length, .1, 1));
    }

    @Test
    void theSameDisagreementCostsASmallMaskMore() {
        double small = Confidence.of(square(10, 20), SIDE * SIDE, .2, 1);
        double large = Confidence.of(square(40, 20), SIDE * SIDE, .2, 1);
        assertTrue(small < large, small + " against " + large);
    }

    @Test
    void doubtGrowsWithTheRootOfTheDistanceToTheNearestKnownSlice() {
        TreeSet<Integer> known = new TreeSet<>(List.of(10, 20));
        assertEquals(0, Confidence.remoteness(20, known));
        assertEquals(2, Confidence.remoteness(14, known));
        assertEquals(3 * 1.5, Confidence.remoteness(29, known), "nothing bounds what lies beyond");
        assertEquals(3 * 1.5, Confidence.remoteness(1, known));
        double doubt = Confidence.doubt(.8, 2);
        assertEquals(.8, Confidence.ofDoubt(doubt, 2), 1e-12);
        assertEquals(1, Confidence.ofDoubt(doubt, 0));
    }

    /** Logits of a square in the middle, all equally sure. */
    private static float[] square(int size, float logit) {
        float[] logits = new float[SIDE * SIDE];
        Arrays.fill(logits, -logit);
        int first = (SIDE - size) / 2;
        for (int row = first; row < first + size; row++) {
            Arrays.fill(logits, row * SIDE + first, row * SIDE + first + size, logit);
        }
        return logits;
    }
}
