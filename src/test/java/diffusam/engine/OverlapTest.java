package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OverlapTest {
    private static final float[] LEFT = {1, 1, -1, -1};
    private static final float[] MIDDLE = {-1, 1, 1, -1};
    private static final float[] NONE = {-1, -1, -1, -1};

    @Test
    void overlapIsDice() {
        assertEquals(1, Overlap.of(LEFT, LEFT));
        assertEquals(.5, Overlap.of(LEFT, MIDDLE));
        assertEquals(0, Overlap.of(LEFT, NONE));
        assertEquals(Double.NaN, Overlap.of(NONE, NONE));
    }

    @Test
    void samplesThatAreAllEmptyAgree() {
        assertEquals(1, Overlap.ofSamples(new float[8], NONE));
        assertEquals(.75, Overlap.ofSamples(new float[] {1, 1, -1, -1, -1, 1, 1, -1}, LEFT));
    }
}
