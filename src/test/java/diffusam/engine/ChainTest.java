package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ChainTest {
    @Test
    void eachSliceIsPredictedOnceFromThoseBeforeIt() {
        List<Integer> asked = new ArrayList<>();
        Chain chain = new Chain(10, -1, (slice, before) -> {
            asked.add(slice);
            return new float[] {before.size() + 1};
        });
        assertEquals(3, chain.at(7)[0]);
        assertEquals(1, chain.at(9)[0]);
        assertEquals(List.of(9, 8, 7), asked);
    }

    @Test
    void itEndsForGoodAtAnEmptyMask() {
        Chain chain = new Chain(0, 1, (slice, before) -> new float[] {slice == 3 ? -1 : 1});
        assertNull(chain.at(5));
        assertNull(chain.at(3));
        assertEquals(1, chain.at(2)[0]);
    }

    @Test
    void aBracketKnowsItsNearestSeedAndWhereASliceLies() {
        Bracket closed = new Bracket(OptionalInt.of(4), OptionalInt.of(12));
        assertEquals(4, closed.nearest(8));
        assertEquals(12, closed.nearest(9));
        assertEquals(3, closed.distance(9));
        assertEquals(.25, closed.fraction(6));
        Bracket open = new Bracket(OptionalInt.empty(), OptionalInt.of(12));
        assertEquals(12, open.nearest(3));
        assertEquals(9, open.distance(3));
    }
}
