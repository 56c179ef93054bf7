package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.nn.Ops;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * What an across-volume prior is trained on: augmented looks of labelled slices, encoded by the frozen model, with the true
 * memories of some of their structures. Owns its arrays; for the model thread.
 */
final class AcrossExamples implements AutoCloseable {
    /** Structures of which one look keeps the memories. */
    private static final int LABELS_A_LOOK = 2;
    /** Share of structures that are there among those taken from a look, where there is a choice. */
    private static final double SHOWN_SHARE = 0.8;

    private final Foundation model;
    private final NDManager manager;
    private final List<Example> examples = new ArrayList<>();

    /**
     * One example; every array has batch size 1.
     *
     * @param empty memory of an empty mask
     * @param target memory of the true mask
     * @param mask (1, m, m), the true mask on the decoder's grid, as coverages
     */
    record Example(Features features, NDArray empty, NDArray target, NDArray mask, int label) {}

    private AcrossExamples(Foundation model) {
        this.model = model;
        this.manager = model.newScope();
    }

    List<Example> list() {
        return examples;
    }

    /** Encodes a number of looks. The caller closes the result. */
    static AcrossExamples of(
            Foundation model,
            ScanSlices slices,
            int looks,
            Appearance appearance,
            RandomGenerator random,
            JobContext context) {
        AcrossExamples made = new AcrossExamples(model);
        int side = model.sizes().smallSide();
        Augmentation augmentation = new Augmentation(random, side);
        try (Ops.NoGrad off = Ops.noGrad()) {
            for (int n = 0; n < looks; n++) {
                context.checkpoint();
                ScanSlices.Drawn drawn = slices.draw(random, side);
                Warp warp = augmentation.pair(false).slice();
                float[] picture = appearance.of(warp.apply(drawn.picture()), augmentation, random);
                made.add(picture, warp, drawn, random);
                context.report(Progress.of("Preparing examples", n + 1, looks));
            }
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
        return made;
    }

    private void add(float[] picture, Warp warp, ScanSlices.Drawn drawn, RandomGenerator random) {
        int side = model.sizes().smallSide();
        try (NDManager scope = manager.newSubManager()) {
            Features features = model.encode(scope.create(picture, new Shape(1, 1, side, side)));
            NDArray empty = model.memory(features, scope.zeros(new Shape(1, 1, side, side)));
            keep(features.toList());
            keep(new NDList(empty));
            for (int label : chosen(drawn, random)) {
                float[] crisp =
                        warp.applyToMask(Objects.requireNonNull(drawn.masks().get(label)));
                NDArray mask = scope.create(crisp, new Shape(1, 1, side, side));
                NDArray target = model.memory(features, mask);
                NDArray coverage = Ops.average(mask, model.sizes().maskStride()).squeeze(1);
                keep(new NDList(target, coverage));
                examples.add(new Example(features, empty, target, coverage, label));
            }
        }
    }

    private static List<Integer> chosen(ScanSlices.Drawn drawn, RandomGenerator random) {
        List<Integer> shown = new ArrayList<>(drawn.shown());
        List<Integer> absent = new ArrayList<>(drawn.masks().keySet());
        absent.removeAll(shown);
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < LABELS_A_LOOK && shown.size() + absent.size() > 0) {
            boolean present = absent.isEmpty() || (!shown.isEmpty() && random.nextDouble() < SHOWN_SHARE);
            List<Integer> from = present ? shown : absent;
            int at = random.nextInt(from.size());
            chosen.add(from.get(at));
            from.subList(at, at + 1).clear();
        }
        return chosen;
    }

    private void keep(NDList arrays) {
        arrays.forEach(a -> a.attach(manager));
    }

    ChannelStats residualStats() {
        try (NDManager scope = model.newScope();
                Ops.NoGrad off = Ops.noGrad()) {
            return ChannelStats.of(examples.stream()
                    .map(e -> Ops.on(scope, e.target()).sub(e.empty()))
                    .toList());
        }
    }

    ChannelStats emptyStats() {
        return ChannelStats.of(examples.stream().map(Example::empty).toList());
    }

    @Override
    public void close() {
        manager.close();
    }
}
