package diffusam.engine;

import diffusam.foundation.Foundation;
import diffusam.jobs.JobContext;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes the scorers of a run on one volume. */
record Scorers(Foundation model, SliceFeatures features, FewShotOptions options, JobContext context) {
    /** A scorer for every source of masks; what several of them read is computed once. */
    Map<Source, LabelScorer> of(LabelSeeds seeds, MemoryPrior prior, RandomGenerator random) {
        SliceModel full = full();
        SliceModel small = new SliceModel(model, features, model.sizes().smallSide());
        GeneratedMasks generated = new GeneratedMasks(seeds, prior, small, options, random);
        float level = seeds.isSingle() ? 0 : OutlineLevel.of(seeds, full);
        MemoryScorer memory = new MemoryScorer(seeds, full, context, null, level);
        Cascade.Propagated propagation = memory::logits;
        if (seeds.isSingle()) {
            propagation =
                    propagation.averagedWith(new MemoryScorer(seeds, full, context, generated::drawn, level)::logits);
        }
        Map<Source, LabelScorer> scorers = new EnumMap<>(Source.class);
        scorers.put(
                Source.FUSION, new PriorScorer(seeds, generated, new Cascade(seeds, small, full, propagation, level)));
        scorers.put(Source.PRIOR, new PriorScorer(seeds, generated, null));
        scorers.put(Source.MEMORY, memory);
        LabelScorer shape = seeds.interpolation();
        scorers.put(
                Source.SHAPE,
                slice -> shape.score(slice)
                        .map(score -> score.withPerPixel(Cascade.shapeLogits(score.perPixel(), full))));
        return scorers;
    }

    /** Propagation without training as it is known, for comparison. */
    MemoryScorer memory(LabelSeeds seeds) {
        return new MemoryScorer(seeds, full(), context);
    }

    private SliceModel full() {
        return new SliceModel(model, features, model.sizes().side());
    }
}
