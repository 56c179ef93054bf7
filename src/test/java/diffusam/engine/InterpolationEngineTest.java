package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.jobs.JobContext;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InterpolationEngineTest {
    private static final Grid GRID = new Grid(new Extent(16, 12, 9), Affine.of(1, 1, 2));
    private static final SliceLayout AXIAL = SliceLayout.of(GRID, Plane.AXIAL);
    private static final FewShotOptions OPTIONS = FewShotOptions.DEFAULT.with(Method.INTERPOLATE);

    private final Volume image = new Volume.Builder(GRID, VoxelType.INT16).build();

    @Test
    void squaresOfTwoLabelsAreFilledBetweenTheirSeeds() {
        LabelMap map = LabelMap.empty(GRID);
        LabelEdit.Builder edit = map.edit();
        for (int slice : new int[] {2, 6}) {
            square(edit, 1, 2, slice);
            square(edit, 7, 9, slice);
        }
        map = map.apply(edit.build());
        Seeds seeds = Seeds.complete(map, AXIAL, Set.of(2, 6), Set.of(1, 7));
        List<Integer> streamed = new ArrayList<>();
        try (InterpolationEngine engine = new InterpolationEngine()) {
            FewShotResult result =
                    engine.segment(image, seeds, OPTIONS, s -> streamed.add(s.slice()), JobContext.silent());
            assertEquals(0, result.trainingSteps());
            for (int slice = 2; slice <= 6; slice++) {
                assertArrayEquals(map.slice(AXIAL, 2), result.labels().slice(AXIAL, slice), "slice " + slice);
            }
        }
        assertEquals(IntStream.range(0, 9).boxed().toList(), List.copyOf(new TreeSet<>(streamed)));
    }

    @Test
    void otherMethodsNeedAModel() {
        Seeds seeds = Seeds.complete(LabelMap.empty(GRID), AXIAL, Set.of(2), Set.of());
        try (InterpolationEngine engine = new InterpolationEngine()) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> engine.segment(image, seeds, FewShotOptions.DEFAULT, s -> {}, JobContext.silent()));
        }
    }

    private static void square(LabelEdit.Builder edit, int label, int left, int slice) {
        for (int j = 3; j < 8; j++) {
            for (int i = left; i < left + 5; i++) {
                edit.set(i, j, slice, label);
            }
        }
    }
}
