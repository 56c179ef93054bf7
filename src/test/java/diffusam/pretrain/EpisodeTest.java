package diffusam.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EpisodeTest {
    private static final int SIDE = 64;

    @Test
    void theSameNumberGivesTheSameEpisode() {
        Episode one = Episode.draw(7, SIDE, 3);
        Episode again = Episode.draw(7, SIDE, 3);
        assertArrayEquals(one.images(), again.images());
        assertArrayEquals(one.masks(), again.masks());
    }

    @Test
    void everyObjectShowsOnTheFirstSliceAndThePictureIsInRange() {
        for (int seed = 0; seed < 12; seed++) {
            Episode episode = Episode.draw(seed, SIDE, 3);
            for (boolean[][] object : episode.masks()) {
                int area = 0;
                for (boolean inside : object[0]) {
                    area += inside ? 1 : 0;
                }
                assertTrue(area > .0025 * SIDE * SIDE, "an object of " + area + " pixels in episode " + seed);
            }
            for (float[] image : episode.images()) {
                for (float value : image) {
                    assertTrue(value >= 0 && value <= 1, "grey " + value + " in episode " + seed);
                }
            }
        }
    }

    @Test
    void theSameBodyIsCutByAFinerFrame() {
        Clip coarse = Scene.clip(new SplittableRandom(3), Frame.straight(32, 1, .05));
        Clip fine = Scene.clip(new SplittableRandom(3), Frame.straight(96, 1, .05));
        int same = 0;
        for (int r = 0; r < 32; r++) {
            for (int c = 0; c < 32; c++) {
                Kind here = coarse.kinds().get(coarse.label(r * 32 + c));
                Kind there = fine.kinds().get(fine.label((3 * r + 1) * 96 + 3 * c + 1));
                same += here == there ? 1 : 0;
            }
        }
        assertTrue(same > .99 * 32 * 32, same + " of " + 32 * 32 + " pixels agree"); // rounding at edges only
    }

    @Test
    void aSmoothFieldHasMeanZeroAndVarianceOneOverManyBodies() {
        double sum = 0;
        double squares = 0;
        int n = 0;
        Frame frame = Frame.straight(16, 3, .3);
        for (int seed = 0; seed < 300; seed++) {
            for (float v : new SmoothField(new SplittableRandom(seed), 3, 14).on(frame)) {
                sum += v;
                squares += v * v;
                n++;
            }
        }
        assertEquals(0, sum / n, .05);
        assertEquals(1, squares / n, .1);
    }

    @Test
    void aSmoothFieldFollowsTheFrameWhereverItLies() {
        double[] row = {0, .02, .01};
        double[] column = {.005, -.01, .02};
        Frame whole = new Frame(9, List.of(new double[] {.1, .2, .3}), row, column);
        Frame corner = new Frame(
                1,
                List.of(new double[] {
                    .1 - 4 * row[0] + 4 * column[0], .2 - 4 * row[1] + 4 * column[1], .3 - 4 * row[2] + 4 * column[2]
                }),
                row,
                column);
        SmoothField field = new SmoothField(new SplittableRandom(5), 4, 10);
        assertEquals(field.on(corner)[0], field.on(whole)[8], 1e-5f);
    }
}
