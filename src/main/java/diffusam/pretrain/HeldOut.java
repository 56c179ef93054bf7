package diffusam.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.foundation.Foundation.Click;
import diffusam.foundation.Foundation.Memory;
import diffusam.foundation.Foundation.Region;
import diffusam.nn.Ops;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How well a model does on organs of synthetic bodies that no training sees: mean Dice over the organs.
 *
 * @param followed on all slices but the middle one, which is given; each slice sees the given one and the last two predictions
 * @param recalled each slice decoded from the memory of its own true mask
 * @param oneClick on the middle slice
 * @param threeClicks on the middle slice, the second and third click where the answer was most wrong
 * @param box on the middle slice, drawn by hand around the organ
 */
public record HeldOut(double followed, double recalled, double oneClick, double threeClicks, double box) {
    private static final int SLICES = 13;
    private static final double GAP = .03;
    private static final double SMALLEST = .004;
    private static final double LARGEST = .3;
    private static final int ORGANS_A_BODY = 2;
    /** Sets these bodies apart from those of trainings, whose numbers are random. */
    private static final long FIRST_BODY = 0x4E41_4E4F_0000L;

    /** Measures on so many bodies, in pictures of {@code side} pixels. */
    public static HeldOut measure(Foundation model, int side, int bodies) {
        Scores scores = new Scores();
        for (int n = 0; n < bodies; n++) {
            SplittableRandom random = new SplittableRandom(FIRST_BODY + n);
            Clip clip = Scene.clip(random, Frame.straight(side, SLICES, GAP));
            float[][] images = Look.render(random, clip);
            for (int organ : organs(clip)) {
                try (NDManager scope = model.newScope();
                        Ops.NoGrad off = Ops.noGrad()) {
                    new Organ(model, scope, images, clip, organ, random).measure(scores);
                }
            }
        }
        Map<String, Double> means = scores.take();
        return new HeldOut(
                means.getOrDefault("followed", Double.NaN),
                means.getOrDefault("recalled", Double.NaN),
                means.getOrDefault("click1", Double.NaN),
                means.getOrDefault("click3", Double.NaN),
                means.getOrDefault("box", Double.NaN));
    }

    private static List<Integer> organs(Clip clip) {
        int[] areas = clip.areas(SLICES / 2);
        double pixels = (double) clip.side() * clip.side();
        List<Integer> organs = new ArrayList<>();
        for (int region = 1; region < areas.length && organs.size() < ORGANS_A_BODY; region++) {
            boolean fits = areas[region] > SMALLEST * pixels && areas[region] < LARGEST * pixels;
            if (fits && clip.kinds().get(region) == Kind.ORGAN) {
                organs.add(region);
            }
        }
        return organs;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "followed %.3f, recalled %.3f, one click %.3f, three clicks %.3f, box %.3f",
                followed,
                recalled,
                oneClick,
                threeClicks,
                box);
    }

    /** One organ of one body; arrays live in {@code scope}. */
    private record Organ(
            Foundation model, NDManager scope, float[][] images, Clip clip, int region, SplittableRandom random) {
        void measure(Scores scores) {
            List<Features> features = new ArrayList<>();
            for (float[] image : images) {
                features.add(model.encode(scope.create(image, new Shape(1, 1, clip.side(), clip.side()))));
            }
            int middle = SLICES / 2;
            Memory given = Memory.given(model.memory(features.get(middle), mask(middle)));
            Overlap followed = new Overlap();
            follow(features, given, 1, followed);
            follow(features, given, -1, followed);
            scores.add("followed", followed.dice());
            Overlap recalled = new Overlap();
            for (int t = 0; t < SLICES; t++) {
                Memory own = Memory.given(model.memory(features.get(t), mask(t)));
                recalled.add(model.decode(features.get(t), List.of(own)).logits(), coverage(t));
            }
            scores.add("recalled", recalled.dice());
            click(features.get(middle), scores);
        }

        private void follow(List<Features> features, Memory given, int direction, Overlap overlap) {
            List<NDArray> predicted = new ArrayList<>();
            for (int t = SLICES / 2 + direction; t >= 0 && t < SLICES; t += direction) {
                List<Memory> memories = new ArrayList<>(List.of(given));
                for (int age = 1; age <= Math.min(2, predicted.size()); age++) {
                    memories.add(new Memory(predicted.get(predicted.size() - age), age));
                }
                NDArray logits = model.decode(features.get(t), memories).logits();
                overlap.add(logits, coverage(t));
                NDArray mask = Ops.enlarge(Activation.sigmoid(logits).expandDims(1), clip.side(), clip.side());
                predicted.add(model.memory(features.get(t), mask));
            }
        }

        private void click(Features features, Scores scores) {
            boolean[] truth = clip.mask(SLICES / 2, region);
            boolean[] answer = new boolean[truth.length];
            List<Click> clicks = new ArrayList<>();
            for (int n = 1; n <= 3; n++) {
                clicks.add(Masks.nextClick(random, answer, truth, clip.side()));
                NDArray logits = model.prompt(features, clicks).logits();
                answer = Clicks.masks(logits, clip.side()).getFirst();
                scores.add("click" + n, diceOnMiddle(logits));
            }
            Region box = Masks.box(random, truth, clip.side());
            scores.add(
                    "box", diceOnMiddle(model.prompt(features, box, List.of()).logits()));
        }

        private double diceOnMiddle(NDArray logits) {
            Overlap overlap = new Overlap();
            overlap.add(logits, coverage(SLICES / 2));
            return overlap.dice();
        }

        private NDArray mask(int t) {
            boolean[] inside = clip.mask(t, region);
            float[] values = new float[inside.length];
            for (int p = 0; p < values.length; p++) {
                values[p] = inside[p] ? 1 : 0;
            }
            return scope.create(values, new Shape(1, 1, clip.side(), clip.side()));
        }

        private NDArray coverage(int t) {
            return Ops.average(mask(t), model.sizes().maskStride()).squeeze(1);
        }
    }

    /** Cells of masks and of truths, and of both at once. */
    private static final class Overlap {
        private long both;
        private long sum;

        void add(NDArray logits, NDArray coverage) {
            float[] a = logits.toFloatArray();
            float[] b = coverage.toFloatArray();
            for (int p = 0; p < a.length; p++) {
                boolean here = a[p] > 0;
                boolean there = b[p] > .5f;
                both += here && there ? 1 : 0;
                sum += (here ? 1 : 0) + (there ? 1 : 0);
            }
        }

        double dice() {
            return sum == 0 ? 1 : 2.0 * both / sum;
        }
    }
}
