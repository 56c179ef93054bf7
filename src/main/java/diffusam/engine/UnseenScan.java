package diffusam.engine;

import diffusam.annotation.Islands;
import diffusam.annotation.LabelMap;
import diffusam.foundation.Foundation;
import diffusam.jobs.JobContext;
import diffusam.nn.Ops;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** One scan without labels on its way through a network. For the model thread. */
final class UnseenScan {
    private final Foundation model;
    private final Volume image;
    private final SliceLayout layout;
    private final SliceFeatures features;

    UnseenScan(Foundation model, Volume image, SliceLayout layout) {
        this.model = model;
        this.image = image;
        this.layout = layout;
        ModelFrame frame = ModelFrame.around(image, layout, ModelWindow.of(image));
        features = new SliceFeatures(model, cacheOfUser(), image, frame);
    }

    private static FeatureCache cacheOfUser() {
        try {
            return FeatureCache.ofUser();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Volume image() {
        return image;
    }

    ModelFrame frame() {
        return features.frame();
    }

    SliceModel small() {
        return new SliceModel(model, features, model.sizes().smallSide());
    }

    SliceModel full() {
        return new SliceModel(model, features, model.sizes().side());
    }

    /** Computes the features of one size; gives the seconds it took. */
    double encode(SliceModel at, JobContext context) {
        Stopwatch watch = new Stopwatch();
        features.computeAll(at.side(), context);
        return watch.lap();
    }

    /** Runs the scorers over all slices, and keeps the largest part of each structure. */
    FewShotResult run(
            Map<Integer, ? extends LabelScorer> scorers, double encodeSeconds, SliceSink onSlice, JobContext context) {
        Stopwatch watch = new Stopwatch();
        Seeds none = new Seeds(LabelMap.empty(image.grid()), layout, new TreeMap<>());
        try (Ops.NoGrad off = Ops.noGrad()) {
            LabelMap found = new Propagation(none, Map.copyOf(scorers)).run(onSlice, context);
            for (int label : scorers.keySet()) {
                context.checkpoint();
                found = found.apply(Islands.keepLargest(found, label));
            }
            return new FewShotResult(found, encodeSeconds, 0, watch.lap(), 0, new Doubts(none));
        }
    }
}
