package diffusam.engine;

import diffusam.foundation.Foundation;
import diffusam.jobs.JobContext;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Applies an across-volume prior. Owns it; for the model thread. */
final class PriorSegmenter implements AcrossSegmenter {
    private final Foundation model;
    private final AcrossPrior prior;
    private final AcrossOptions options;

    PriorSegmenter(Foundation model, AcrossPrior prior, AcrossOptions options) {
        this.model = model;
        this.prior = prior;
        this.options = options;
    }

    @Override
    public FewShotResult segment(Volume image, SliceLayout layout, SliceSink onSlice, JobContext context) {
        SplittableRandom random = new SplittableRandom(options.seed());
        UnlabelledScan unlabelled = new UnlabelledScan("scan", image, layout);
        new SelfConsistency(model, List.of(unlabelled), options).better(prior, context);
        UnseenScan scan = new UnseenScan(model, image, layout);
        double seconds = scan.encode(scan.small(), context);
        if (options.consistent()) {
            seconds += scan.encode(scan.full(), context);
        }
        Map<Integer, LabelScorer> scorers = new TreeMap<>();
        for (int label : prior.labels()) {
            scorers.put(label, new AcrossScorer(label, prior, scan.small(), scan.full(), options, random.split()));
        }
        return scan.run(scorers, seconds, onSlice, context);
    }

    @Override
    public void close() {
        prior.close();
    }
}
