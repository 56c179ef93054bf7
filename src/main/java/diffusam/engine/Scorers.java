package diffusam.engine;

import diffusam.foundation.Foundation;
import diffusam.jobs.JobContext;
import java.util.random.RandomGenerator;

/** Makes the scorers of a run on one volume. */
record Scorers(Foundation model, SliceFeatures features, FewShotOptions options, JobContext context) {
    /** A scorer that reads one source of masks. */
    LabelScorer of(Source source, LabelSeeds seeds, MemoryPrior prior, RandomGenerator random) {
        return switch (source) {
            case FUSION -> fused(seeds, generated(seeds, prior, random));
            case PRIOR -> new PriorScorer(seeds, generated(seeds, prior, random), null);
            case MEMORY -> memory(seeds);
            case SHAPE -> seeds.interpolation();
        };
    }

    private LabelScorer fused(LabelSeeds seeds, GeneratedMasks generated) {
        MemoryScorer propagation =
                seeds.isSingle() ? new MemoryScorer(seeds, full(), context, generated::drawn) : memory(seeds);
        return new PriorScorer(seeds, generated, new Cascade(seeds, generated.model(), full(), propagation));
    }

    private GeneratedMasks generated(LabelSeeds seeds, MemoryPrior prior, RandomGenerator random) {
        SliceModel small = new SliceModel(model, features, model.sizes().smallSide());
        return new GeneratedMasks(seeds, prior, small, options, random);
    }

    MemoryScorer memory(LabelSeeds seeds) {
        return new MemoryScorer(seeds, full(), context);
    }

    private SliceModel full() {
        return new SliceModel(model, features, model.sizes().side());
    }
}
