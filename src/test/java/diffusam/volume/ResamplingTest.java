package diffusam.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplingTest {
    static List<Grid> orientations() {
        return Orientations.all();
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void anyStorageOrderOfTheSameVoxelsGivesTheSameVoxels(Grid grid) {
        Grid straight = Orientations.all().getFirst();
        Volume resampled = Orientations.phantom(grid).resampledTo(straight, -1);
        for (int left = 0; left < 5; left++) {
            for (int posterior = 0; posterior < 4; posterior++) {
                for (int superior = 0; superior < 3; superior++) {
                    assertEquals(
                            Orientations.value(left, posterior, superior), resampled.value(left, posterior, superior));
                }
            }
        }
    }

    @Test
    void aLinearFieldIsReproducedBetweenTheVoxels() {
        Grid coarse = new Grid(new Extent(10, 9, 8), Affine.of(2, 3, 4));
        Volume.Builder builder = new Volume.Builder(coarse, VoxelType.FLOAT32).rescale(2, 1);
        fill(builder, coarse);
        Affine oblique =
                new Affine(new Lps(0.9, 0.2, 0.1), new Lps(-0.2, 0.8, 0.3), new Lps(0, -0.3, 1.1), new Lps(4, 5, 6));
        Grid fine = new Grid(new Extent(7, 6, 8), oblique);
        Volume resampled = builder.build().resampledTo(fine, Double.NaN);
        for (int k = 0; k < 8; k++) {
            for (int j = 0; j < 6; j++) {
                for (int i = 0; i < 7; i++) {
                    assertEquals(2 * field(oblique.toLps(i, j, k)) + 1, resampled.value(i, j, k), 1e-4);
                }
            }
        }
    }

    @Test
    void beyondHalfAVoxelLiesTheOutsideValue() {
        Grid one = new Grid(new Extent(2, 1, 1), Affine.of(1, 1, 1));
        Volume volume = new Volume.Builder(one, VoxelType.UINT8)
                .set(0, 0, 0, 3)
                .set(1, 0, 0, 5)
                .build();
        Affine quarters = new Affine(new Lps(0.25, 0, 0), new Lps(0, 1, 0), new Lps(0, 0, 1), new Lps(-0.75, 0, 0));
        Volume resampled = volume.resampledTo(new Grid(new Extent(11, 1, 1), quarters), -9);
        double[] expected = {-9, 3, 3, 3, 3.5, 4, 4.5, 5, 5, 5, -9};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], resampled.value(i, 0, 0));
        }
    }

    @Test
    void aVoxelThatIsNoNumberSpoilsOnlyItsNeighbourhood() {
        Grid row = new Grid(new Extent(3, 1, 1), Affine.of(1, 1, 1));
        Volume volume = new Volume.Builder(row, VoxelType.FLOAT32)
                .set(1, 0, 0, Double.NaN)
                .set(2, 0, 0, 4)
                .build();
        Volume same = volume.resampledTo(row, 0);
        assertEquals(0, same.value(0, 0, 0));
        assertTrue(Double.isNaN(same.value(1, 0, 0)));
        assertEquals(4, same.value(2, 0, 0));
    }

    private static void fill(Volume.Builder builder, Grid grid) {
        for (int k = 0; k < grid.extent().nz(); k++) {
            for (int j = 0; j < grid.extent().ny(); j++) {
                for (int i = 0; i < grid.extent().nx(); i++) {
                    builder.set(i, j, k, field(grid.affine().toLps(i, j, k)));
                }
            }
        }
    }

    private static double field(Lps p) {
        return 0.5 * p.x() - 0.25 * p.y() + p.z() + 3;
    }
}
