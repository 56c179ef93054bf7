package diffusam.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SmoothingTest {
    private static final Grid GRID = new Grid(new Extent(12, 10, 8), Affine.of(1, 1.5, 3));

    @Test
    void inThreeDirectionsItIsAGaussianInMillimetres() throws IOException {
        LabelMap map = noisyBall();
        assertEquals(reference().subList(0, 8), slices(map.apply(Smoothing.inVolume(map, 1, 2))));
    }

    @Test
    void onSlicesNothingCrossesFromOneToTheNext() throws IOException {
        LabelMap map = noisyBall();
        assertEquals(reference().subList(8, 16), slices(map.apply(Smoothing.onSlices(map, 1, 2, 2))));
    }

    @Test
    void otherLabelsKeepTheirVoxels() {
        LabelMap ball = noisyBall();
        LabelEdit.Builder edit = ball.edit();
        for (int j = 0; j < 10; j++) {
            for (int k = 0; k < 8; k++) {
                edit.set(6, j, k, 7);
            }
        }
        LabelMap map = ball.apply(edit.build());
        LabelMap smoothed = map.apply(Smoothing.inVolume(map, 1, 2));
        for (int j = 0; j < 10; j++) {
            for (int k = 0; k < 8; k++) {
                assertEquals(7, smoothed.at(6, j, k));
            }
        }
    }

    @Test
    void aLabelThatDoesNotOccurIsLeftAlone() {
        assertTrue(Smoothing.inVolume(noisyBall(), 3, 2).isEmpty());
    }

    /** As in src/test/python/smoothing.py. */
    private static LabelMap noisyBall() {
        LabelMap map = LabelMap.empty(GRID);
        LabelEdit.Builder edit = map.edit();
        for (int k = 0; k < 8; k++) {
            for (int j = 0; j < 10; j++) {
                for (int i = 0; i < 12; i++) {
                    boolean ball = sq((i - 5.5) / 4) + sq((j - 4) / 3.0) + sq((k - 3.5) / 2.5) < 1;
                    if (ball != ((i * 7 + j * 13 + k * 5) % 11 == 0)) {
                        edit.set(i, j, k, 1);
                    }
                }
            }
        }
        return map.apply(edit.build());
    }

    private static double sq(double x) {
        return x * x;
    }

    private static List<String> slices(LabelMap map) {
        return java.util.stream.IntStream.range(0, 8)
                .mapToObj(k -> {
                    StringBuilder row = new StringBuilder();
                    for (int p = 0; p < 120; p++) {
                        row.append(map.at(p % 12, p / 12, k) == 1 ? '1' : '.');
                    }
                    return row.toString();
                })
                .toList();
    }

    private static List<String> reference() throws IOException {
        try (InputStream in = Objects.requireNonNull(SmoothingTest.class.getResourceAsStream("smoothing.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
