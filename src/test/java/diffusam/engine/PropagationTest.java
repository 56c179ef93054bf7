package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import diffusam.annotation.LabelMap;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class PropagationTest {
    private static final Grid GRID = new Grid(new Extent(4, 1, 7), Affine.of(1, 1, 1));
    private static final SliceLayout LAYOUT = SliceLayout.of(GRID, Plane.AXIAL);
    private static final LabelMap MAP = LabelMap.empty(GRID)
            .apply(LabelMap.empty(GRID).edit().set(0, 0, 3, 1).set(1, 0, 3, 2).build());
    private static final Seeds SEEDS = Seeds.complete(MAP, LAYOUT, List.of(3), List.of(1, 2));

    @Test
    void whereTwoLabelsClaimAPixelTheStrongerHasIt() {
        Map<Integer, LabelScorer> scorers = Map.of(
                1, slice -> Optional.of(new Score(new float[] {1, 2, 5, -1}, .9)),
                2, slice -> Optional.of(new Score(new float[] {-1, 3, 4, -2}, .8)));
        LabelMap result = new Propagation(SEEDS, scorers).run(slice -> {}, JobContext.silent());
        assertEquals(List.of(1, 2, 1, 0), row(result, 0));
    }

    @Test
    void seedSlicesComeOutAsTheyWentIn() {
        Map<Integer, LabelScorer> scorers =
                Map.of(1, slice -> Optional.of(new Score(new float[] {9, 9, 9, 9}, 1)), 2, slice -> Optional.empty());
        LabelMap result = new Propagation(SEEDS, scorers).run(slice -> {}, JobContext.silent());
        assertEquals(List.of(1, 2, 0, 0), row(result, 3));
        assertEquals(List.of(1, 1, 1, 1), row(result, 4));
    }

    @Test
    void slicesArriveNearestFirstAndACancelledRunHasHandedOutWhatItFinished() {
        List<Integer> arrived = new ArrayList<>();
        JobContext afterThree = new JobContext() {
            @Override
            public void report(Progress progress) {}

            @Override
            public void checkpoint() {
                if (arrived.size() == 3) {
                    throw new CancellationException();
                }
            }
        };
        Map<Integer, LabelScorer> nothing = Map.of(1, slice -> Optional.empty(), 2, slice -> Optional.empty());
        Propagation propagation = new Propagation(SEEDS, nothing);
        assertThrows(
                CancellationException.class, () -> propagation.run(result -> arrived.add(result.slice()), afterThree));
        assertEquals(List.of(3, 2, 4), arrived);
    }

    private static List<Integer> row(LabelMap map, int k) {
        return List.of(map.at(0, 0, k), map.at(1, 0, k), map.at(2, 0, k), map.at(3, 0, k));
    }
}
