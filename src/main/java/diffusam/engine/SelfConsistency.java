package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.foundation.Foundation.Memory;
import diffusam.jobs.JobContext;
import diffusam.nn.Ops;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How little a prior's masks depend on contrast: their overlap between a slice as it is and under random contrasts. A slice
 * where only one of the two shows the structure counts as 0, one where neither does is not counted.
 */
final class SelfConsistency {
    private static final int SLICES_A_SCAN = 10;
    /** By how much an overlap must be larger to outweigh what finer levels show. */
    private static final double CLEARLY = 0.1;

    private final Foundation model;
    private final List<UnlabelledScan> scans;
    private final AcrossOptions options;

    SelfConsistency(Foundation model, List<UnlabelledScan> scans, AcrossOptions options) {
        this.model = model;
        this.scans = scans;
        this.options = options;
    }

    /**
     * What was measured.
     *
     * @param overlap mean over structures and slices, in [0, 1]
     * @param area pixels found on the slices as they are
     */
    record Measured(double overlap, long area) {}

    /** Has a prior look at the finer levels, unless it is clearly more consistent without them; measures it that way. */
    Measured better(AcrossPrior prior, JobContext context) {
        prior.lookFinely(true);
        Measured fine = of(prior, context);
        if (fine.overlap() + CLEARLY >= 1) {
            return fine;
        }
        prior.lookFinely(false);
        Measured coarse = of(prior, context);
        if (coarse.overlap() > fine.overlap() + CLEARLY) {
            return coarse;
        }
        prior.lookFinely(true);
        return fine;
    }

    /** Measures a prior; always on the same slices, contrasts and noise. */
    Measured of(AcrossPrior prior, JobContext context) {
        SplittableRandom random = new SplittableRandom(options.seed());
        double sum = 0;
        int counted = 0;
        long area = 0;
        try (Ops.NoGrad off = Ops.noGrad()) {
            for (UnlabelledScan scan : scans) {
                ModelFrame frame = ModelFrame.around(scan.image(), scan.layout(), ModelWindow.of(scan.image()));
                int slices = scan.layout().slices();
                for (int slice = 0; slice < slices; slice += Math.max(1, slices / SLICES_A_SCAN)) {
                    context.checkpoint();
                    float[] picture =
                            frame.picture(scan.image(), slice, model.sizes().smallSide());
                    float[] other = new ContrastCurve(random).apply(picture);
                    for (int label : prior.labels()) {
                        float[] as = logits(prior, picture, label);
                        double overlap = Overlap.of(as, logits(prior, other, label));
                        area += areaOf(as);
                        sum += Double.isNaN(overlap) ? 0 : overlap;
                        counted += Double.isNaN(overlap) ? 0 : 1;
                    }
                }
            }
        }
        return new Measured(counted == 0 ? 0 : sum / counted, area);
    }

    private float[] logits(AcrossPrior prior, float[] picture, int label) {
        int side = model.sizes().smallSide();
        Shape square = new Shape(1, 1, side, side);
        try (NDManager scope = model.newScope()) {
            Features features = model.encode(scope.create(picture, square));
            NDArray empty = model.memory(features, scope.zeros(square));
            NDArray drawn = prior.generate(
                    features, empty, label, options.samplingSteps(), 1, new SplittableRandom(options.seed()));
            return model.decode(features, List.of(Memory.given(drawn))).logits().toFloatArray();
        }
    }

    private static long areaOf(float[] logits) {
        long area = 0;
        for (float logit : logits) {
            area += logit > 0 ? 1 : 0;
        }
        return area;
    }
}
