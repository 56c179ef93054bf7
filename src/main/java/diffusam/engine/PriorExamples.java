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
import diffusam.volume.Volume;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a prior is trained on: augmented looks of the seed slices, encoded by the frozen model, each with the true memory of a
 * label and the memory of a pretended neighbour. Owns its arrays; for the model thread.
 */
final class PriorExamples implements AutoCloseable {
    private static final int LOOKS = 24;
    private static final int FEWEST_LOOKS = 6;
    private static final int MOST_EXAMPLES = 720;
    private static final int PLAIN_SHARE = 8;

    private final Foundation model;
    private final NDManager manager;
    private final List<Example> examples = new ArrayList<>();

    /**
     * One example; every array has batch size 1.
     *
     * @param features of the slice, as augmented
     * @param empty memory of an empty mask on it
     * @param target memory of the true mask
     * @param adjacentResidual memory of the neighbour's mask less that of an empty mask, both on the neighbour
     * @param mask (1, m, m), the true mask on the decoder's grid, as coverages
     * @param label the structure
     * @param slice the seed slice it was made of
     */
    record Example(
            Features features,
            NDArray empty,
            NDArray target,
            NDArray adjacentResidual,
            NDArray mask,
            int label,
            int slice) {}

    /** One augmented slice, of that number, and the masks of its labels. */
    private record Look(
            float[] slice, float[] neighbour, List<float[]> masks, List<float[]> neighbourMasks, int number) {}

    private PriorExamples(Foundation model) {
        this.model = model;
        this.manager = model.newScope();
    }

    /** The examples of some labels. */
    List<Example> of(Collection<Integer> labels) {
        return examples.stream().filter(e -> labels.contains(e.label())).toList();
    }

    /** Encodes all examples. The caller closes the result. */
    static PriorExamples of(
            Foundation model, Volume image, ModelFrame frame, Seeds seeds, RandomGenerator random, JobContext context) {
        PriorExamples made = new PriorExamples(model);
        int pairs = seeds.slices().values().stream().mapToInt(s -> s.size()).sum();
        int looks = Math.clamp(MOST_EXAMPLES / pairs, FEWEST_LOOKS, LOOKS);
        int total = seeds.allSlices().size() * looks;
        int done = 0;
        try (Ops.NoGrad off = Ops.noGrad()) {
            int side = model.sizes().smallSide();
            Augmentation augmentation = new Augmentation(random, side);
            for (int slice : seeds.allSlices()) {
                List<Integer> labels = seeds.labels().stream()
                        .filter(l -> seeds.isSeed(l, slice))
                        .toList();
                float[] picture = frame.picture(image, slice, side);
                List<float[]> masks = labels.stream()
                        .map(l -> frame.picture(seeds.mask(l, slice), side))
                        .toList();
                for (int n = 0; n < looks; n++) {
                    context.checkpoint();
                    Augmentation.Pair pair = augmentation.pair(n < Math.max(1, looks / PLAIN_SHARE));
                    made.add(
                            labels,
                            new Look(
                                    augmentation.recolour(pair.slice().apply(picture)),
                                    pair.neighbour().apply(picture),
                                    masks.stream()
                                            .map(pair.slice()::applyToMask)
                                            .toList(),
                                    masks.stream()
                                            .map(pair.neighbour()::applyToMask)
                                            .toList(),
                                    slice),
                            side);
                    context.report(Progress.of("Preparing examples", ++done, total));
                }
            }
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
        return made;
    }

    private void add(List<Integer> labels, Look look, int side) {
        try (NDManager scope = manager.newSubManager()) {
            Features features = model.encode(picture(scope, look.slice, side));
            Features beside = model.encode(picture(scope, look.neighbour, side));
            NDArray nothing = scope.zeros(new Shape(1, 1, side, side));
            NDArray empty = model.memory(features, nothing);
            NDArray emptyBeside = model.memory(beside, nothing);
            keep(features.toList());
            keep(new NDList(empty));
            for (int n = 0; n < labels.size(); n++) {
                NDArray mask = picture(scope, look.masks.get(n), side);
                NDArray target = model.memory(features, mask);
                NDArray adjacent = model.memory(beside, picture(scope, look.neighbourMasks.get(n), side))
                        .sub(emptyBeside);
                NDArray coverage = Ops.average(mask, model.sizes().maskStride()).squeeze(1);
                keep(new NDList(target, adjacent, coverage));
                examples.add(new Example(features, empty, target, adjacent, coverage, labels.get(n), look.number));
            }
        }
    }

    private void keep(NDList arrays) {
        arrays.forEach(a -> a.attach(manager));
    }

    private static NDArray picture(NDManager scope, float[] values, int side) {
        return scope.create(values, new Shape(1, 1, side, side));
    }

    @Override
    public void close() {
        manager.close();
    }
}
