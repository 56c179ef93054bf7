package diffusam.engine;

import diffusam.annotation.LabelMap;
import diffusam.jobs.JobContext;
import diffusam.volume.Volume;
import java.util.HashMap;
import java.util.Map;

/** {@link Method#INTERPOLATE} alone, with no network loaded. Belongs to no particular thread. */
public final class InterpolationEngine implements FewShotEngine {
    @Override
    public String modelName() {
        return "";
    }

    @Override
    public String deviceName() {
        return "CPU";
    }

    @Override
    public void prepare(Volume image, Seeds seeds, JobContext context) {}

    /** @throws IllegalArgumentException if the options ask for another method */
    @Override
    public FewShotResult segment(
            Volume image, Seeds seeds, FewShotOptions options, SliceSink onSlice, JobContext context) {
        if (options.method() != Method.INTERPOLATE) {
            throw new IllegalArgumentException(options.method() + " needs a foundation model");
        }
        Stopwatch watch = new Stopwatch();
        Map<Integer, LabelScorer> scorers = new HashMap<>();
        for (int label : seeds.labels()) {
            scorers.put(label, new InterpolationScorer(seeds.shape(label), seeds.masks(label)));
        }
        Propagation propagation = new Propagation(seeds, scorers);
        LabelMap found = propagation.run(onSlice, context);
        return new FewShotResult(found, 0, 0, watch.lap(), 0, propagation.doubts());
    }

    @Override
    public void close() {}
}
