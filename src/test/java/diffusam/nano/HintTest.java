package diffusam.nano;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    void theFirstClickIsADiscAroundItsPlace() {
        NDArray hint = Hint.of(scope, List.of(List.of(at(10, 20, true))), SIDE, null);
        assertEquals(new Shape(1, 1, SIDE, SIDE), hint.getShape());
        assertEquals(13, hint.sum().getFloat()); // pixels within two of a pixel
        assertEquals(1, value(hint, 0, 12, 20));
        assertEquals(0, value(hint, 0, 10, 23));
    }

    @Test
    void aClickOutsideCutsItsDiscOutOfTheAnswer() {
        NDArray answer = scope.ones(new Shape(1, 1, SIDE, SIDE));
        List<Click> clicks = List.of(at(10, 20, true), at(50, 60, false));
        NDArray hint = Hint.of(scope, List.of(clicks), SIDE, answer.duplicate());
        assertEquals(SIDE * SIDE - 13, hint.sum().getFloat());
        assertEquals(0, value(hint, 0, 50, 60));
        assertEquals(1, value(hint, 0, 10, 20));
    }

    @Test
    void whereDiscsOverlapTheLaterClickCounts() {
        List<Click> clicks = List.of(at(10, 20, true), at(11, 20, false));
        NDArray hint = Hint.of(scope, List.of(clicks), SIDE, scope.ones(new Shape(1, 1, SIDE, SIDE)));
        assertEquals(0, value(hint, 0, 10, 20));
        NDArray turned = Hint.of(scope, List.of(clicks.reversed()), SIDE, scope.zeros(new Shape(1, 1, SIDE, SIDE)));
        assertEquals(1, value(turned, 0, 11, 20));
    }

    @Test
    void aDiscAtTheEdgeStaysInItsImage() {
        List<List<Click>> clicks = List.of(List.of(at(95, 95, true)), List.of(at(0, 0, true)));
        NDArray hint = Hint.of(scope, clicks, SIDE, null);
        assertEquals(6, hint.get("0").sum().getFloat());
        assertEquals(6, hint.get("1").sum().getFloat());
        assertEquals(1, value(hint, 1, 1, 1));
    }

    @Test
    void aRegionIsHalfSure() {
        Region region = new Region(10.0 / SIDE, 20.0 / SIDE, 14.0 / SIDE, 21.0 / SIDE);
        NDArray hint = Hint.of(scope, List.of(region), SIDE);
        assertEquals(2, hint.sum().getFloat());
        assertEquals(.5f, value(hint, 0, 13, 20));
        assertEquals(0, value(hint, 0, 14, 20));
    }

    private static Click at(int column, int row, boolean positive) {
        return new Click((column + .5) / SIDE, (row + .5) / SIDE, positive);
    }

    private static float value(NDArray hint, int image, int column, int row) {
        return hint.getFloat(image, 0, row, column);
    }
}
