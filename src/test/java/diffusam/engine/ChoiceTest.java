package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    @Test
    void aSourceThatIsClearlyBetterIsChosen() {
        assertEquals(Source.MEMORY, choose(.80, .70, .91, .85));
        assertEquals(Source.SHAPE, choose(.80, .70, .86, .87));
    }

    @Test
    void aLittleBetterIsNotEnough() {
        assertEquals(Source.FUSION, choose(.88, .70, .91, .85));
    }

    @Test
    void whatIsBadIsNotBelieved() {
        assertEquals(Source.FUSION, choose(.20, .10, .20, .35));
    }

    @Test
    void thePriorsCoarseMasksAreNotChosenAlone() {
        assertEquals(Source.FUSION, choose(.78, .92, .74, .21));
    }

    private static Source choose(double fusion, double prior, double memory, double shape) {
        Map<Source, Double> estimates =
                Map.of(Source.FUSION, fusion, Source.PRIOR, prior, Source.MEMORY, memory, Source.SHAPE, shape);
        return Choice.of(estimates, new TreeSet<>(Set.of(5))).source();
    }
}
