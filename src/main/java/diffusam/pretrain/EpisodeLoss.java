package diffusam.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.foundation.Foundation.Click;
import diffusam.foundation.Foundation.Decoded;
import diffusam.foundation.Foundation.Memory;
import diffusam.foundation.Foundation.Region;
import diffusam.nano.TrainableNano;
import diffusam.nn.Ops;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the network must be able to do with an episode: follow an object from one or two given slices, on its own
 * predictions; tell an object from a memory of its own slice, exact or not; and answer clicks.
 */
final class EpisodeLoss {
    private static final double BOTH_ENDS = .4;
    private static final double NOISY = .3;
    private static final double GREATEST_NOISE = .35;
    private static final float FOLLOW_WEIGHT = 2;
    private static final float RECALL_WEIGHT = .6f;
    private static final float CLICK_WEIGHT = 1;
    private static final int MOST_CLICKS = 3;
    private static final double BOXED = .25;

    private final TrainableNano nano;
    private final Foundation model;
    private final RandomGenerator random;
    private final Scores scores;

    EpisodeLoss(TrainableNano nano, RandomGenerator random, Scores scores) {
        this.nano = nano;
        model = nano.foundation();
        this.random = random;
        this.scores = scores;
    }

    /** One number to go down; Dice goes to the scores. */
    NDArray of(Batch batch) {
        Features all = model.encode(batch.images());
        List<Features> slices = new ArrayList<>();
        for (int t = 0; t < batch.slices(); t++) {
            int slice = t;
            slices.add(new Features(
                    batch.ofSlice(all.embedding(), t),
                    all.skips().stream().map(skip -> batch.ofSlice(skip, slice)).toList()));
        }
        List<Memory> given = new ArrayList<>();
        given.add(Memory.given(model.memory(slices.get(0), batch.masks().get(0))));
        boolean bothEnds = random.nextDouble() < BOTH_ENDS;
        if (bothEnds) {
            int last = batch.slices() - 1;
            given.add(Memory.given(model.memory(slices.get(last), batch.masks().get(last))));
        }
        return follow(batch, slices, given, bothEnds)
                .add(Ops.scaled(recall(batch, slices, given), RECALL_WEIGHT))
                .add(Ops.scaled(answer(batch, slices.get(0)), CLICK_WEIGHT));
    }

    /** From slice to slice, each seen with the memories of the last two predictions. */
    private NDArray follow(Batch batch, List<Features> slices, List<Memory> given, boolean bothEnds) {
        int end = bothEnds ? batch.slices() - 1 : batch.slices();
        List<NDArray> losses = new ArrayList<>();
        List<NDArray> predicted = new ArrayList<>();
        for (int t = 1; t < end; t++) {
            List<Memory> memories = new ArrayList<>(given);
            for (int age = 1; age <= Math.min(2, predicted.size()); age++) {
                memories.add(new Memory(predicted.get(predicted.size() - age), age));
            }
            Decoded decoded = model.decode(slices.get(t), noisy(memories));
            losses.add(loss(bothEnds ? "between" : "next" + t, decoded, batch, t));
            if (t < end - 1) {
                predicted.add(memoryOf(decoded, slices.get(t), batch.side(), random.nextBoolean()));
            }
        }
        return Ops.scaled(losses.stream().reduce(NDArray::add).orElseThrow(), FOLLOW_WEIGHT / losses.size());
    }

    private NDArray memoryOf(Decoded decoded, Features features, int side, boolean withGradient) {
        NDArray mask = Ops.enlarge(Activation.sigmoid(decoded.logits()).expandDims(1), side, side);
        return model.memory(features, withGradient ? mask : mask.stopGradient());
    }

    /** A memory of the very slice: its true mask, a neighbour's, or a displaced one; alone or beside the given ones. */
    private NDArray recall(Batch batch, List<Features> slices, List<Memory> given) {
        int t = random.nextInt(batch.slices());
        double what = random.nextDouble();
        int source = what < .4 ? t : Math.clamp(t + (random.nextBoolean() ? 1 : -1), 0, batch.slices() - 1);
        NDArray mask = batch.masks().get(source);
        if (what > .7) {
            mask = displaced(mask);
        }
        List<Memory> memories = new ArrayList<>();
        memories.add(Memory.given(model.memory(slices.get(t), mask)));
        if (t != 0 && random.nextBoolean()) {
            memories.add(given.getFirst());
        }
        if (t != batch.slices() - 1 && given.size() > 1 && random.nextBoolean()) {
            memories.add(given.getLast());
        }
        return loss(
                source == t && what < .4 ? "recall" : "refine", model.decode(slices.get(t), noisy(memories)), batch, t);
    }

    /** Each mask shifted by a few pixels, its edge filled from beyond with nothing. */
    private NDArray displaced(NDArray masks) {
        long side = masks.getShape().get(3);
        int reach = (int) Math.max(1, side / 32);
        int down = random.nextInt(-reach, reach + 1);
        int right = random.nextInt(-reach, reach + 1);
        NDManager scope = masks.getManager();
        NDArray moved = masks.get(new NDIndex(
                ":, :, {}:{}, {}:{}",
                Math.max(0, -down),
                side - Math.max(0, down),
                Math.max(0, -right),
                side - Math.max(0, right)));
        if (down != 0) {
            NDArray edge = scope.zeros(new Shape(
                    masks.getShape().get(0), 1, Math.abs(down), moved.getShape().get(3)));
            moved = down > 0 ? edge.concat(moved, 2) : moved.concat(edge, 2);
        }
        if (right != 0) {
            NDArray edge = scope.zeros(new Shape(masks.getShape().get(0), 1, side, Math.abs(right)));
            moved = right > 0 ? edge.concat(moved, 3) : moved.concat(edge, 3);
        }
        return moved;
    }

    /** A box, clicks, or both on the first slice; each click where the answer to what was said before is most wrong. */
    private NDArray answer(Batch batch, Features features) {
        boolean boxed = random.nextDouble() < BOXED;
        int count = random.nextInt(MOST_CLICKS) + (boxed ? 0 : 1);
        List<Region> boxes = boxed ? Clicks.boxes(batch, random) : List.of();
        if (count == 0) {
            return loss("box", nano.prompt(features, boxes), batch, 0);
        }
        List<List<Click>> clicks = new ArrayList<>(Collections.nCopies(batch.rows(), List.of()));
        Decoded before = null;
        try (Ops.NoGrad off = Ops.noGrad()) {
            before = boxed ? nano.prompt(features, boxes) : null;
            Clicks.addNext(clicks, before, batch, random);
            for (int n = 1; n < count; n++) {
                before = nano.prompt(features, clicks, before);
                Clicks.addNext(clicks, before, batch, random);
            }
        }
        return loss((boxed ? "boxclick" : "click") + count, nano.prompt(features, clicks, before), batch, 0);
    }

    private List<Memory> noisy(List<Memory> memories) {
        if (random.nextDouble() >= NOISY) {
            return memories;
        }
        float level = (float) (GREATEST_NOISE * random.nextDouble());
        return memories.stream()
                .map(m -> {
                    float deviation = deviation(m.embedding());
                    NDArray noise = m.embedding()
                            .getManager()
                            .randomNormal(m.embedding().getShape());
                    return new Memory(m.embedding().add(Ops.scaled(noise, level * deviation)), m.age());
                })
                .toList();
    }

    private static float deviation(NDArray values) {
        try (Ops.NoGrad off = Ops.noGrad()) {
            float mean = values.mean().getFloat();
            return (float) Math.sqrt(values.square().mean().getFloat() - mean * mean);
        }
    }

    /** Mask, quality and presence of one answer. */
    private NDArray loss(String task, Decoded decoded, Batch batch, int t) {
        NDArray truth = batch.coverage(t, model.sizes().maskStride());
        NDArray dice;
        NDArray present;
        try (Ops.NoGrad off = Ops.noGrad()) {
            dice = hardDice(decoded.logits(), truth);
            present = truth.reshape(truth.getShape().get(0), -1)
                    .max(new int[] {1})
                    .gt(.5f)
                    .toType(DataType.FLOAT32, false);
            scores.add(task, dice.mean().getFloat());
        }
        NDArray quality = decoded.quality().sub(dice).square().mean();
        NDArray presence = Activation.softPlus(decoded.presence())
                .sub(decoded.presence().mul(present))
                .mean();
        return maskLoss(decoded.logits(), truth).add(Ops.scaled(quality.add(presence), .05));
    }

    /** 2·cross-entropy, inside five times as heavy, + soft Dice; logits and coverages are (B, m, m). */
    private static NDArray maskLoss(NDArray logits, NDArray coverage) {
        int[] perMask = {1, 2};
        NDArray entropy = Activation.softPlus(logits).sub(logits.mul(coverage));
        NDArray weighted = entropy.mul(Ops.scaled(coverage, 4).add(1)).mean();
        NDArray p = Activation.sigmoid(logits);
        NDArray overlap = Ops.scaled(p.mul(coverage).sum(perMask), 2).add(8);
        NDArray sum = p.sum(perMask).add(coverage.sum(perMask)).add(8);
        return Ops.scaled(weighted, 2).add(overlap.div(sum).neg().add(1).mean());
    }

    private static NDArray hardDice(NDArray logits, NDArray coverage) {
        int[] perMask = {1, 2};
        NDArray a = logits.gt(0).toType(DataType.FLOAT32, false);
        NDArray b = coverage.gt(.5f).toType(DataType.FLOAT32, false);
        NDArray both = Ops.scaled(a.mul(b).sum(perMask), 2).add(1e-3f);
        return both.div(a.sum(perMask).add(b.sum(perMask)).add(1e-3f));
    }
}
