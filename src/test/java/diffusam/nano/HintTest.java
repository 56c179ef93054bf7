package diffusam.nano;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Foundation.Click;
import diffusam.foundation.Foundation.Region;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HintTest {
    private static final int SIDE = 96; // a disc reaches two pixels

    private final NDManager scope = NDManager.newBaseManager();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void theFirstClickMarksItsDiscAndWhatIsLikeItsPlace() {
        NDArray hint = Hint.of(scope, List.of(List.of(at(10, 20, true))), leftHalfBright(1), SIDE, null);
        assertEquals(new Shape(1, 1, SIDE, SIDE), hint.getShape());
        assertEquals(1, value(hint, 0, 12, 20));
        assertTrue(value(hint, 0, 20, 60) > .4, "like the click");
        assertTrue(value(hint, 0, 20, 90) > .2, "like the click, but far");
        assertTrue(value(hint, 0, 60, 20) < .1, "unlike the click");
    }

    @Test
    void aClickOutsideTakesWhatIsLikeItFromTheAnswer() {
        NDArray answer = scope.ones(new Shape(1, 1, SIDE, SIDE));
        List<Click> clicks = List.of(at(10, 20, true), at(70, 60, false));
        NDArray hint = Hint.of(scope, List.of(clicks), leftHalfBright(1), SIDE, answer.duplicate());
        assertEquals(0, value(hint, 0, 70, 60));
        assertTrue(value(hint, 0, 80, 20) < .5, "like the click");
        assertTrue(value(hint, 0, 30, 60) > .9, "unlike the click");
        assertEquals(1, value(hint, 0, 10, 20));
    }

    @Test
    void anEarlierClickOutsideLeavesTheAnswerToItAlone() {
        NDArray answer = scope.ones(new Shape(1, 1, SIDE, SIDE));
        List<Click> clicks = List.of(at(70, 60, false), at(10, 20, true));
        NDArray hint = Hint.of(scope, List.of(clicks), leftHalfBright(1), SIDE, answer.duplicate());
        assertEquals(SIDE * SIDE - 13, hint.sum().getFloat(), .01); // pixels within two of a pixel
        assertEquals(0, value(hint, 0, 70, 60));
    }

    @Test
    void whereDiscsOverlapTheLaterClickCounts() {
        List<Click> clicks = List.of(at(10, 20, true), at(11, 20, false));
        NDArray full = scope.ones(new Shape(1, 1, SIDE, SIDE));
        NDArray hint = Hint.of(scope, List.of(clicks), leftHalfBright(1), SIDE, full);
        assertEquals(0, value(hint, 0, 10, 20));
        NDArray none = scope.zeros(new Shape(1, 1, SIDE, SIDE));
        NDArray turned = Hint.of(scope, List.of(clicks.reversed()), leftHalfBright(1), SIDE, none);
        assertEquals(1, value(turned, 0, 11, 20));
    }

    @Test
    void eachImageHasItsOwnClickAlsoAtTheEdge() {
        List<List<Click>> clicks = List.of(List.of(at(95, 95, true)), List.of(at(0, 0, true)));
        NDArray hint = Hint.of(scope, clicks, leftHalfBright(2), SIDE, null);
        assertEquals(1, value(hint, 0, 94, 94));
        assertTrue(value(hint, 0, 10, 80) < .1);
        assertEquals(1, value(hint, 1, 1, 1));
        assertTrue(value(hint, 1, 80, 10) < .1);
    }

    @Test
    void aRegionIsHalfSure() {
        Region region = new Region(10.0 / SIDE, 20.0 / SIDE, 14.0 / SIDE, 21.0 / SIDE);
        NDArray hint = Hint.of(scope, List.of(region), SIDE);
        assertEquals(2, hint.sum().getFloat());
        assertEquals(.5f, value(hint, 0, 13, 20));
        assertEquals(0, value(hint, 0, 14, 20));
    }

    /** Pictures of half the side. */
    private NDArray leftHalfBright(int images) {
        int small = SIDE / 2;
        float[] values = new float[images * small * small];
        for (int p = 0; p < values.length; p++) {
            values[p] = p % small < small / 2 ? .8f : .2f;
        }
        return scope.create(values, new Shape(images, 1, small, small));
    }

    private static Click at(int column, int row, boolean positive) {
        return new Click((column + .5) / SIDE, (row + .5) / SIDE, positive);
    }

    private static float value(NDArray hint, int image, int column, int row) {
        return hint.getFloat(image, 0, row, column);
    }
}
