package diffusam.app;

import diffusam.engine.Doubts;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FewShotOptions;
import diffusam.engine.FewShotResult;
import diffusam.engine.PriorCard;
import diffusam.engine.Seeds;
import diffusam.engine.SlicePrompt;
import diffusam.engine.SliceResult;
import diffusam.engine.SliceSink;
import diffusam.engine.TrainedPrior;
import diffusam.engine.TrainingShelf;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/** A quick stand-in for the engine: every slice from the first seed to the last gets the masks of the nearest one. */
final class NearestSeedEngine implements FewShotEngine {
    static final int STEPS = 20;

    /** The run goes on to propagate when this is open; tests that look at training keep it closed. */
    CountDownLatch mayPropagate = new CountDownLatch(0);

    /** A run is broken off after this many slices. */
    int stopAfter = Integer.MAX_VALUE;

    volatile boolean closed;

    @Override
    public String modelName() {
        return "test model";
    }

    @Override
    public String deviceName() {
        return "Test device";
    }

    @Override
    public void prepare(Volume image, Seeds seeds, JobContext context) {
        int slices = seeds.layout().slices();
        for (int slice = 0; slice < slices; slice++) {
            context.checkpoint();
            context.report(Progress.of("Reading slices", slice + 1, slices));
        }
    }

    @Override
    public FewShotResult segment(
            Volume image, Seeds seeds, FewShotOptions options, SliceSink onSlice, JobContext context) {
        return segment(image, seeds, options, TrainingShelf.NONE, onSlice, context);
    }

    @Override
    public FewShotResult segment(
            Volume image,
            Seeds seeds,
            FewShotOptions options,
            TrainingShelf shelf,
            SliceSink onSlice,
            JobContext context) {
        boolean trains = shelf.prior().isEmpty();
        if (trains) {
            train(seeds, shelf, context);
        }
        while (mayPropagate.getCount() > 0) {
            context.checkpoint();
            Thread.onSpinWait();
        }
        NavigableSet<Integer> all = seeds.allSlices();
        for (int slice = all.first(); slice <= all.last(); slice++) {
            context.checkpoint();
            if (slice - all.first() >= stopAfter) {
                throw new CancellationException("the program ends");
            }
            if (onSlice.wants(slice)) {
                onSlice.accept(result(seeds, slice));
            }
        }
        return new FewShotResult(seeds.map(), 1, 2, 3, trains ? STEPS : 0, new Doubts(seeds));
    }

    private static void train(Seeds seeds, TrainingShelf shelf, JobContext context) {
        for (int step = 1; step <= STEPS; step++) {
            context.checkpoint();
            context.report(new Progress("Training", step, STEPS, STEPS - step, 1.0 / step));
        }
        SortedMap<Integer, String> names = new TreeMap<>();
        seeds.labels().forEach(label -> names.put(label, "label " + label));
        PriorCard card = new PriorCard(PriorCard.Kind.FROM_SEEDS, "test model", "", names, STEPS, 1, false);
        shelf.keep(new TrainedPrior(card, Map.of()));
    }

    private static SliceResult result(Seeds seeds, int slice) {
        SliceLayout layout = seeds.layout();
        short[] labels = new short[layout.columns() * layout.rows()];
        Map<Integer, Double> confidence = new HashMap<>();
        seeds.slices().forEach((label, slices) -> {
            int nearest = slices.stream()
                    .min((a, b) -> Math.abs(a - slice) - Math.abs(b - slice))
                    .orElseThrow();
            boolean[] mask = seeds.mask(label, nearest);
            for (int p = 0; p < mask.length; p++) {
                if (mask[p]) {
                    labels[p] = label.shortValue();
                }
            }
            confidence.put(label, 1 - 0.1 * Math.abs(nearest - slice));
        });
        return new SliceResult(slice, labels, confidence);
    }

    /** A square around each click on the object, without one around each click beside it. */
    @Override
    public Optional<boolean[]> outline(Volume image, SlicePrompt prompt) {
        boolean[] mask = new boolean[prompt.layout().columns() * prompt.layout().rows()];
        for (SlicePrompt.Point point : prompt.points()) {
            for (int p = 0; p < mask.length; p++) {
                double x = p % prompt.layout().columns() - point.column();
                double y = p / prompt.layout().columns() - point.row();
                if (Math.max(Math.abs(x), Math.abs(y)) < (point.inside() ? 5 : 2)) {
                    mask[p] = point.inside();
                }
            }
        }
        return Optional.of(mask);
    }

    @Override
    public void close() {
        closed = true;
    }
}
