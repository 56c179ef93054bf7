package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TrialTest {
    @Test
    void everySecondSeedBetweenTheFirstAndTheLastIsHeldOut() {
        assertEquals(Set.of(5), everySecond(2, 5, 8));
        assertEquals(Set.of(5), everySecond(2, 5, 8, 9));
        assertEquals(Set.of(5, 9), everySecond(2, 5, 8, 9, 12));
    }

    @Test
    void fewerThanThreeSeedsLeaveNoneToHoldOut() {
        assertEquals(Set.of(), everySecond(4));
        assertEquals(Set.of(), everySecond(4, 9));
    }

    private static Set<Integer> everySecond(Integer... slices) {
        return Trial.everySecond(new TreeSet<>(List.of(slices)));
    }
}
