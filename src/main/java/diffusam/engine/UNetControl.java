package diffusam.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import diffusam.foundation.Foundation;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.nn.AdamW;
import diffusam.nn.Ops;
import diffusam.nn.Weights;
import diffusam.prior.PlainUNet;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The control that learns from the labels alone: a small U-Net with the same augmentation. For the model thread. */
final class UNetControl implements AcrossSegmenter {
    private static final int BATCH = 4;
    private static final double RATE = 4e-3;
    private static final double WEIGHT_DECAY = 1e-2;

    private final Foundation model;
    private final Weights weights;
    private final PlainUNet network;
    private final List<Integer> labels;

    /** The foundation model only tells the picture's size and the device. */
    UNetControl(Foundation model, List<Integer> labels, RandomGenerator random) {
        this.model = model;
        this.labels = labels;
        weights = Weights.fresh(model.newScope(), random.nextLong());
        network = new PlainUNet(weights.root(), labels.size());
    }

    /** Tells how much of a training is done, from 0 to 1. */
    @FunctionalInterface
    interface Clock {
        double done(int steps);

        /** Time that runs from now on. */
        static Clock ofSeconds(double seconds) {
            long started = System.nanoTime();
            return steps -> (System.nanoTime() - started) / 1e9 / seconds;
        }
    }

    /** Trains until the clock says so, at least one step. */
    void train(ScanSlices slices, Clock clock, Appearance appearance, RandomGenerator random, JobContext context) {
        Augmentation augmentation = new Augmentation(random, model.sizes().smallSide());
        long started = System.nanoTime();
        int steps = 0;
        double done = 0;
        try (AdamW optimizer = new AdamW(weights, WEIGHT_DECAY)) {
            while (done < 1) {
                context.checkpoint();
                List<Look> looks = new ArrayList<>();
                for (int n = 0; n < BATCH; n++) {
                    looks.add(look(slices, augmentation, appearance, random));
                }
                double loss = backward(looks);
                optimizer.step(RATE * (.51 + .5 * Math.cos(Math.PI * done)), AdamW.lateAverage(steps));
                done = Math.min(1, clock.done(++steps));
                double left = (System.nanoTime() - started) / 1e9 * (1 / done - 1);
                context.report(new Progress("Training the U-Net", Math.round(1000 * done), 1000, left, loss));
            }
            optimizer.useAverages();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Look(float[] picture, Map<Integer, float[]> masks) {}

    private static Look look(
            ScanSlices slices, Augmentation augmentation, Appearance appearance, RandomGenerator random) {
        ScanSlices.Drawn drawn = slices.draw(random, augmentation.side());
        Warp warp = augmentation.pair(false).slice();
        Map<Integer, float[]> masks = new HashMap<>();
        drawn.masks().forEach((label, mask) -> masks.put(label, warp.applyToMask(mask)));
        return new Look(appearance.of(warp.apply(drawn.picture()), augmentation, random), masks);
    }

    private double backward(List<Look> looks) {
        int side = model.sizes().smallSide();
        int pixels = side * side;
        float[] pictures = new float[looks.size() * pixels];
        float[] masks = new float[looks.size() * labels.size() * pixels];
        float[] known = new float[looks.size() * labels.size()];
        for (int b = 0; b < looks.size(); b++) {
            System.arraycopy(looks.get(b).picture, 0, pictures, b * pixels, pixels);
            for (int c = 0; c < labels.size(); c++) {
                float[] mask = looks.get(b).masks.get(labels.get(c));
                if (mask != null) {
                    int at = b * labels.size() + c;
                    known[at] = 1;
                    System.arraycopy(mask, 0, masks, at * pixels, pixels);
                }
            }
        }
        try (NDManager scope = model.newScope();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray logits = network.apply(scope.create(pictures, new Shape(looks.size(), 1, side, side)));
            NDArray loss = loss(
                    logits,
                    scope.create(masks, logits.getShape()),
                    scope.create(known, new Shape(looks.size(), labels.size(), 1, 1)));
            collector.backward(loss);
            return loss.getFloat();
        }
    }

    /**
     * Cross-entropy + soft Dice, whose sums are over the batch: taken of each mask alone, the absent ones would hold the
     * network at empty answers. Logits and coverages are (B, classes, S, S), {@code known} is (B, classes, 1, 1).
     */
    private static NDArray loss(NDArray logits, NDArray coverage, NDArray known) {
        int[] perClass = {0, 2, 3};
        NDArray entropy =
                Activation.softPlus(logits).sub(logits.mul(coverage)).mul(known).mean();
        NDArray p = Activation.sigmoid(logits).mul(known);
        NDArray overlap = Ops.scaled(p.mul(coverage).sum(perClass), 2).add(4);
        NDArray sum = p.sum(perClass).add(coverage.sum(perClass)).add(4);
        return entropy.add(overlap.div(sum).neg().add(1).mean());
    }

    @Override
    public FewShotResult segment(Volume image, SliceLayout layout, SliceSink onSlice, JobContext context) {
        UnseenScan scan = new UnseenScan(model, image, layout);
        Answers answers = new Answers(scan);
        Map<Integer, LabelScorer> scorers = new TreeMap<>();
        for (int c = 0; c < labels.size(); c++) {
            int channel = c;
            scorers.put(labels.get(c), slice -> answers.of(slice, channel));
        }
        return scan.run(scorers, 0, onSlice, context);
    }

    /** What the network says of a scan; the last slice's answer is kept, since all structures are asked for in a row. */
    private final class Answers {
        private final UnseenScan scan;
        private int slice = -1;
        private float[] logits = {};

        Answers(UnseenScan scan) {
            this.scan = scan;
        }

        Optional<Score> of(int wanted, int channel) {
            int side = model.sizes().smallSide();
            if (wanted != slice) {
                logits = compute(wanted, side);
                slice = wanted;
            }
            float[] own = Arrays.copyOfRange(logits, channel * side * side, (channel + 1) * side * side);
            return Chain.isEmpty(own)
                    ? Optional.empty()
                    : Optional.of(new Score(scan.frame().toSlice(own, side), Confidence.of(own, 1)));
        }

        private float[] compute(int wanted, int side) {
            try (NDManager scope = model.newScope()) {
                float[] picture = scan.frame().picture(scan.image(), wanted, side);
                return network.apply(scope.create(picture, new Shape(1, 1, side, side)))
                        .toFloatArray();
            }
        }
    }

    /** A control trained for some seconds on labelled scans. The caller closes it. */
    static UNetControl trained(
            Foundation model, List<LabelledScan> scans, double seconds, AcrossOptions options, JobContext context) {
        SplittableRandom random = new SplittableRandom(options.seed());
        ScanSlices slices = new ScanSlices(scans);
        UNetControl control = new UNetControl(model, List.copyOf(slices.labels()), random.split());
        try {
            control.train(slices, Clock.ofSeconds(seconds), options.appearance(), random.split(), context);
            return control;
        } catch (RuntimeException e) {
            control.close();
            throw e;
        }
    }

    @Override
    public void close() {
        weights.close();
    }
}
