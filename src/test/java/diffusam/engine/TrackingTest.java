package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.foundation.Foundation;
import diffusam.jobs.JobContext;
import diffusam.nn.Ops;
import diffusam.nn.WeightFile;
import diffusam.sam2.FormulaNetworks;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import diffusam.volume.Window;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way from seeds to labels through slices, with a SAM 2.1 network, against the video predictor of the public
 * implementation on the same pictures; src/test/python/sam2_parity.py made what is expected.
 */
class TrackingTest {
    private static final int SIDE = 256;
    private static final int SLICES = 8;
    private static final Grid GRID = new Grid(new Extent(SIDE, SIDE, SLICES), Affine.of(1, 1, 1));
    private static final SliceLayout LAYOUT = SliceLayout.of(GRID, Plane.AXIAL);
    private static final ModelFrame FRAME = new ModelFrame(LAYOUT, new Window(0, 1), 0, 0, SIDE, SIDE, SIDE);

    @TempDir
    Path folder;

    @Test
    void labelsAreThoseOfTheVideoPredictor() throws Exception {
        try (Foundation network = FormulaNetworks.tiny(SIDE, 0)) {
            agrees(network, FormulaNetworks.reference("tiny"), List.of(0, 5));
        }
    }

    @Test
    void anObjectThatVanishesAndComesBackIsFollowedAsByTheVideoPredictor() throws Exception {
        try (Foundation network = FormulaNetworks.tiny(SIDE, -1.2)) {
            agrees(network, FormulaNetworks.reference("occluded"), List.of(0, 5, 7));
        }
    }

    private void agrees(Foundation network, WeightFile reference, List<Integer> known) throws Exception {
        Seeds seeds = Seeds.complete(ellipses(), LAYOUT, known, List.of(1));
        SliceFeatures features = new SliceFeatures(network, new FeatureCache(folder, Long.MAX_VALUE), image(), FRAME);
        SliceModel model = new SliceModel(network, features, SIDE);
        try (NDManager memories = network.newScope();
                Ops.NoGrad off = Ops.noGrad()) {
            MemoryScorer scorer = new MemoryScorer(new LabelSeeds(seeds, 1, memories), model, JobContext.silent());
            LabelMap labels = new Propagation(seeds, Map.of(1, scorer)).run(slice -> {}, JobContext.silent());
            long same = 0;
            long all = 0;
            for (int slice = 0; slice < SLICES; slice++) {
                if (!known.contains(slice)) {
                    boolean[] expected = expected(reference, slice);
                    boolean[] got = labels.mask(LAYOUT, slice, 1);
                    for (int p = 0; p < got.length; p++) {
                        same += got[p] == expected[p] ? 1 : 0;
                    }
                    all += got.length;
                }
            }
            System.out.printf("propagation through the engine: %.6f of %d pixels agree%n", (double) same / all, all);
            assertTrue(same > .999 * all, same + " of " + all + " pixels agree");
        }
    }

    /** Both directions of the predictor mixed by distance where the slice lies between two seeds that show the object. */
    private static boolean[] expected(WeightFile reference, int slice) {
        float[] forth = reference.tensors().get("forth" + slice).toFloats();
        float[] logits = slice < 5
                ? new Bracket(OptionalInt.of(0), OptionalInt.of(5))
                        .mix(
                                slice,
                                forth,
                                reference.tensors().get("back" + slice).toFloats())
                : forth;
        float[] pixels = FRAME.toSlice(logits, SIDE / 4);
        boolean[] mask = new boolean[pixels.length];
        for (int p = 0; p < mask.length; p++) {
            mask[p] = pixels[p] > 0;
        }
        return mask;
    }

    private static Volume image() {
        Volume.Builder builder = new Volume.Builder(GRID, VoxelType.FLOAT32);
        for (int k = 0; k < SLICES; k++) {
            float[] picture = FormulaNetworks.picture(SIDE, k);
            for (int p = 0; p < picture.length; p++) {
                builder.set(p % SIDE, p / SIDE, k, picture[p]);
            }
        }
        return builder.build();
    }

    /** On frame 7 the object is known to be absent. */
    private static LabelMap ellipses() {
        LabelMap empty = LabelMap.empty(GRID);
        LabelEdit.Builder edit = empty.edit();
        for (int k = 0; k < SLICES - 1; k++) {
            boolean[] mask = FormulaNetworks.mask(SIDE, k);
            for (int p = 0; p < mask.length; p++) {
                if (mask[p]) {
                    edit.set(p % SIDE, p / SIDE, k, 1);
                }
            }
        }
        return empty.apply(edit.build());
    }
}
