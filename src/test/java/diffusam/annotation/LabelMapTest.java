package diffusam.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Orientations;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelMapTest {
    private static final Grid GRID = new Grid(new Extent(4, 3, 2), Affine.of(1, 1, 1));

    static List<Grid> orientations() {
        return Orientations.all();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.5, 65536, 2.9999, Double.NaN, 1 / 0.0})
    void whatIsNoWholeNumberInRangeIsNoLabel(double value) {
        Volume volume =
                new Volume.Builder(GRID, VoxelType.FLOAT32).set(3, 1, 1, value).build();
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> LabelMap.of(volume));
        assertTrue(e.getMessage().contains("voxel (3, 1, 1) holds " + volume.value(3, 1, 1)), e.getMessage());
    }

    @Test
    void labelsAreRealValuesAfterSlopeAndIntercept() {
        Volume volume = new Volume.Builder(GRID, VoxelType.INT16)
                .rescale(2, 4)
                .set(1, 2, 0, 30_000)
                .build();
        LabelMap map = LabelMap.of(volume);
        assertEquals(60_004, map.at(1, 2, 0));
        assertEquals(4, map.at(0, 0, 1));
        assertEquals(Set.of(4, 60_004), map.labels());
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void picturesAndSliceNumbersDoNotDependOnStorageOrder(Grid grid) {
        LabelMap map = LabelMap.of(Orientations.phantom(grid));
        SliceLayout layout = SliceLayout.of(grid, Plane.CORONAL);
        int slice = (int) Math.round(layout.slice(grid.toIndex(Orientations.position(0, 2, 0))));
        short[] picture = map.slice(layout, slice);
        for (int p = 0; p < picture.length; p++) {
            assertEquals(Orientations.value(p % 5, 2, 2 - p / 5), picture[p]);
        }
        int label = Orientations.value(3, 2, 0);
        boolean[] mask = map.mask(layout, slice, label);
        for (int p = 0; p < mask.length; p++) {
            assertEquals(p == 3 + 5 * 2, mask[p]);
        }
        assertEquals(new TreeSet<>(Set.of(slice)), map.slicesWith(layout, label));
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void anyStorageOrderResamplesToTheSameLabels(Grid grid) {
        Grid straight = Orientations.all().getFirst();
        assertArrayEquals(
                EditTest.voxels(LabelMap.of(Orientations.phantom(straight))),
                EditTest.voxels(LabelMap.of(Orientations.phantom(grid)).resampledTo(straight)));
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void aCutBroughtUpToDateIsTheCutOfTheNewMap(Grid grid) {
        LabelMap before = LabelMap.of(Orientations.phantom(grid));
        int k = grid.extent().nz() / 2;
        LabelMap after =
                before.apply(before.edit().set(0, 0, k, 9).set(1, 1, k, 8).build());
        for (Plane plane : Plane.values()) {
            SliceLayout layout = SliceLayout.of(grid, plane);
            for (int slice = 0; slice < layout.slices(); slice++) {
                short[] cut = before.slice(layout, slice);
                after.recut(layout, slice, before, cut);
                assertArrayEquals(after.slice(layout, slice), cut);
            }
        }
    }

    @Test
    void resamplingTakesTheVoxelThatAPositionLiesInAndBackgroundOutside() {
        LabelMap empty = LabelMap.empty(new Grid(new Extent(2, 1, 1), Affine.of(1, 1, 1)));
        LabelMap map = empty.apply(empty.edit().set(0, 3).set(1, 5).build());
        Affine quarters = new Affine(new Lps(0.25, 0, 0), new Lps(0, 1, 0), new Lps(0, 0, 1), new Lps(-0.75, 0, 0));
        LabelMap resampled = map.resampledTo(new Grid(new Extent(11, 1, 1), quarters));
        assertArrayEquals(new int[] {0, 3, 3, 3, 3, 5, 5, 5, 5, 0, 0}, EditTest.voxels(resampled));
    }
}
