package diffusam.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.annotation.VoxelBox;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StructureMeasuresTest {
    private static final Grid GRID = new Grid(new Extent(20, 16, 12), Affine.of(1, 2, 3));

    @Test
    void aBoxHasTheFiguresOfItsClosedForm() {
        LabelMap map = box(2, 5, 3, 8, 4, 9);
        StructureMeasures m = StructureMeasures.of(ramp(), map, 1).orElseThrow();
        assertEquals(4 * 6 * 6 * 6 / 1000.0, m.volumeMl(), 1e-12);
        assertEquals(3.5, m.values().mean(), 1e-12, "the ramp is 2, 3, 4, 5 along i");
        assertEquals(Math.sqrt(1.25), m.values().deviation(), 1e-12);
        assertEquals(2, m.values().least());
        assertEquals(5, m.values().most());
        assertEquals(Math.sqrt(3 * 3 + 10 * 10 + 15 * 15), m.diameterMm(), 1e-12);
    }

    @Test
    void theHistogramCountsEveryVoxel() {
        Histogram histogram = StructureMeasures.of(ramp(), box(2, 5, 3, 8, 4, 9), 1)
                .orElseThrow()
                .histogram();
        long[] wanted = new long[64];
        wanted[0] = 36;
        wanted[21] = 36;
        wanted[42] = 36;
        wanted[63] = 36;
        assertArrayEquals(wanted, histogram.counts());
        assertEquals(36, histogram.most());
    }

    @Test
    void theSurfaceOfABallIsNearItsClosedForm() {
        Grid fine = new Grid(new Extent(50, 50, 50), Affine.of(1, 1, 1));
        LabelEdit.Builder edit = LabelMap.empty(fine).edit();
        for (int k = 0; k < 50; k++) {
            for (int j = 0; j < 50; j++) {
                for (int i = 0; i < 50; i++) {
                    if (Math.hypot(Math.hypot(i - 24.5, j - 24.5), k - 24.5) < 20) {
                        edit.set(i, j, k, 1);
                    }
                }
            }
        }
        LabelMap map = LabelMap.empty(fine).apply(edit.build());
        Volume image = new Volume.Builder(fine, VoxelType.INT16).build();
        double area = StructureMeasures.of(image, map, 1).orElseThrow().surfaceMm2();
        assertEquals(4 * Math.PI * 400, area, 0.03 * area);
    }

    @Test
    void theDiameterIsThatOfTheFarthestPairWhateverTheShapeAndTheGrid() {
        Grid oblique = new Grid(
                new Extent(9, 8, 7),
                new Affine(new Lps(1, 0.3, 0), new Lps(-0.2, 2, 0.4), new Lps(0.1, 0, 3), new Lps(5, 6, 7)));
        Random random = new Random(5);
        for (int n = 0; n < 40; n++) {
            LabelEdit.Builder edit = LabelMap.empty(oblique).edit();
            List<Lps> points = new ArrayList<>();
            double density = 0.01 + 0.5 * random.nextDouble();
            for (int p = 0; p < 9 * 8 * 7; p++) {
                if (p == 100 || random.nextDouble() < density) {
                    edit.set(p, 3);
                    points.add(oblique.affine().toLps(p % 9, p / 9 % 8, p / 72));
                }
            }
            LabelMap map = LabelMap.empty(oblique).apply(edit.build());
            double longest = points.stream()
                    .flatMapToDouble(
                            a -> points.stream().mapToDouble(b -> a.minus(b).norm()))
                    .max()
                    .orElseThrow();
            VoxelBox box = VoxelBox.around(map, 3).orElseThrow();
            assertEquals(longest, Diameter.longestMm(map, 3, box), 1e-9, "shape " + n);
        }
    }

    @Test
    void aLabelThatDoesNotOccurHasNoFigures() {
        assertTrue(StructureMeasures.of(ramp(), box(0, 0, 0, 0, 0, 0), 2).isEmpty());
    }

    @Test
    void aSingleVoxelHasNoExtent() {
        StructureMeasures m =
                StructureMeasures.of(ramp(), box(4, 4, 4, 4, 4, 4), 1).orElseThrow();
        assertEquals(0, m.diameterMm());
        assertEquals(0, m.values().deviation());
        assertEquals(1, m.histogram().counts()[0]);
    }

    private static LabelMap box(int i0, int i1, int j0, int j1, int k0, int k1) {
        LabelMap map = LabelMap.empty(GRID);
        LabelEdit.Builder edit = map.edit();
        for (int k = k0; k <= k1; k++) {
            for (int j = j0; j <= j1; j++) {
                for (int i = i0; i <= i1; i++) {
                    edit.set(i, j, k, 1);
                }
            }
        }
        return map.apply(edit.build());
    }

    /** Each value is its i index. */
    private static Volume ramp() {
        Volume.Builder builder = new Volume.Builder(GRID, VoxelType.INT16);
        for (int k = 0; k < 12; k++) {
            for (int j = 0; j < 16; j++) {
                for (int i = 0; i < 20; i++) {
                    builder.set(i, j, k, i);
                }
            }
        }
        return builder.build();
    }
}
