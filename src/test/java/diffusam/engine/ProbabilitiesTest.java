package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.jobs.JobContext;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProbabilitiesTest {
    private static final Grid GRID = new Grid(
            new Extent(4, 5, 6), new Affine(new Lps(1, 0, 0), new Lps(0, 1, 0), new Lps(0, 0, 2), new Lps(0, 0, 0)));

    @ParameterizedTest
    @EnumSource(Plane.class)
    void aRunTellsTheProbabilityOfEveryVoxelInPlace(Plane plane) {
        SliceLayout layout = SliceLayout.of(GRID, plane);
        LabelEdit.Builder painted = LabelMap.empty(GRID).edit();
        long seed = layout.voxel(GRID, 0, 1, 2);
        painted.set((int) (seed % 4), (int) (seed / 4 % 5), (int) (seed / 20), 1);
        Seeds seeds = Seeds.painted(LabelMap.empty(GRID).apply(painted.build()), layout, List.of(1));
        Probabilities probabilities = new Probabilities(seeds);
        SliceSink sink = new SliceSink() {
            @Override
            public void accept(SliceResult result) {}

            @Override
            public void weighed(int slice, int label, float[] logits) {
                probabilities.add(slice, label, logits);
            }
        };
        LabelScorer scorer = slice -> Optional.of(new Score(logits(layout, slice), 1));
        LabelMap labels = new Propagation(seeds, Map.of(1, scorer)).run(sink, JobContext.silent());
        Volume found = probabilities.volumes().get(1);
        for (int slice = 0; slice < layout.slices(); slice++) {
            for (int row = 0; row < layout.rows(); row++) {
                for (int column = 0; column < layout.columns(); column++) {
                    long voxel = layout.voxel(GRID, slice, column, row);
                    double expected =
                            slice == 0 ? voxel == seed ? 1 : 0 : 1 / (1 + Math.exp(-logit(slice, column, row)));
                    assertEquals(expected, found.value(voxel), 0.5 / 255 + 1e-6);
                    assertEquals(expected > 0.5, labels.at(voxel) == 1);
                }
            }
        }
    }

    private static float[] logits(SliceLayout layout, int slice) {
        float[] logits = new float[layout.columns() * layout.rows()];
        for (int p = 0; p < logits.length; p++) {
            logits[p] = logit(slice, p % layout.columns(), p / layout.columns());
        }
        return logits;
    }

    private static float logit(int slice, int column, int row) {
        return 0.9f * column - 0.7f * row + 0.3f * slice - 0.31f;
    }
}
