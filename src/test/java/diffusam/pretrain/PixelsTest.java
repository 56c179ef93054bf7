package diffusam.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PixelsTest {
    @Test
    void blurKeepsAConstantAndSpreadsAPointEvenly() {
        float[] constant = new float[81];
        Arrays.fill(constant, 3);
        for (float v : Pixels.blur(constant, 9, 1.2)) {
            assertEquals(3, v, 1e-5);
        }
        float[] point = new float[81];
        point[4 * 9 + 4] = 1;
        float[] spread = Pixels.blur(point, 9, 1);
        assertEquals(spread[3 * 9 + 4], spread[4 * 9 + 5], 1e-7);
        assertEquals(Math.exp(-.5), spread[4 * 9 + 5] / spread[4 * 9 + 4], 1e-5);
    }

    @Test
    void resizingKeepsARamp() {
        float[] ramp = new float[64];
        for (int p = 0; p < 64; p++) {
            ramp[p] = p % 8;
        }
        float[] twice = Pixels.resize(ramp, 8, 16);
        for (int c = 2; c < 14; c++) {
            assertEquals((c + .5) / 2 - .5, twice[5 * 16 + c], 1e-5);
        }
    }

    @Test
    void aPercentileIsTheValueAtItsRank() {
        float[] values = new float[701];
        for (int p = 0; p < values.length; p++) {
            values[p] = p;
        }
        assertEquals(0, Pixels.percentile(new float[][] {values}, 0));
        assertEquals(350, Pixels.percentile(new float[][] {values}, 50));
        assertEquals(700, Pixels.percentile(new float[][] {values}, 100));
    }
}
