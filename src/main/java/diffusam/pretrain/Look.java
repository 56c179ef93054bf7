package diffusam.pretrain;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Turns the labels of a clip into pictures: grey values, texture, blur, bias field, resolution, noise, window. */
final class Look {
    private static final double LIKE_CT = .55;
    private static final double LIKE_MR = .85;
    private static final double[] COARSENESS = {1, 1, 1.5, 2, 2.5, 4};

    private final RandomGenerator random;
    private final Clip clip;
    private final Frame frame;
    private final double style;

    private Look(RandomGenerator random, Clip clip) {
        this.random = random;
        this.clip = clip;
        frame = Frame.straight(clip.side(), clip.slices(), random.nextDouble(.01, .06));
        style = random.nextDouble();
    }

    /** One picture a slice, values in [0, 1]. */
    static float[][] render(RandomGenerator random, Clip clip) {
        Look look = new Look(random, clip);
        float[][] slices = look.greys();
        look.textures(slices);
        if (random.nextDouble() < .8) {
            double width = random.nextDouble(.3, 1.5);
            look.each(slices, s -> Pixels.blur(s, clip.side(), width));
        }
        if (random.nextBoolean()) {
            look.multiply(slices, random.nextDouble(.05, .35), random.nextDouble(.5, 2));
        }
        look.digitise(slices);
        look.window(slices);
        return slices;
    }

    private interface Change {
        float[] apply(float[] slice);
    }

    private void each(float[][] slices, Change change) {
        for (int t = 0; t < slices.length; t++) {
            slices[t] = change.apply(slices[t]);
        }
    }

    private float[][] greys() {
        double[] mean = means();
        int pixels = clip.side() * clip.side();
        float[][] slices = new float[clip.slices()][pixels];
        for (int t = 0; t < slices.length; t++) {
            for (int p = 0; p < pixels; p++) {
                slices[t][p] = (float) mean[clip.label(t * pixels + p)];
            }
        }
        return slices;
    }

    /** A grey for each region: as in CT, or one tone a kind as in some MR, or any. */
    private double[] means() {
        double[] tone = new double[Kind.values().length];
        Arrays.setAll(tone, n -> random.nextDouble(.05, 1));
        double spread = random.nextDouble(.05, .2);
        double[] mean = new double[clip.kinds().size()];
        for (int n = 0; n < mean.length; n++) {
            Kind kind = clip.kinds().get(n);
            if (style < LIKE_CT) {
                mean[n] = kind.mean + kind.spread * random.nextGaussian();
            } else if (style < LIKE_MR) {
                mean[n] = tone[kind.ordinal()] + spread * random.nextGaussian();
            } else {
                mean[n] = random.nextDouble();
            }
        }
        if (random.nextDouble() < .85) {
            mean[0] = random.nextDouble(0, .06);
        }
        return mean;
    }

    /** Some regions are mottled, smoothly and in grains; how strongly is their own. */
    private void textures(float[][] slices) {
        double[] strength = new double[clip.kinds().size()];
        Arrays.setAll(strength, n -> random.nextDouble() < .6 ? Math.abs(.03 * random.nextGaussian()) : 0);
        if (random.nextDouble() < .8) {
            float[] field = new SmoothField(random, random.nextDouble(8, 25), 24).on(frame);
            mottle(slices, strength, field, 1);
        }
        if (random.nextDouble() < .6) {
            float[] grain = new float[frame.voxels()];
            double width = random.nextDouble(.6, 2);
            int pixels = clip.side() * clip.side();
            for (int t = 0; t < slices.length; t++) {
                float[] noise = Pixels.blur(noise(pixels), clip.side(), width);
                Pixels.standardise(noise);
                System.arraycopy(noise, 0, grain, t * pixels, pixels);
            }
            mottle(slices, strength, grain, random.nextDouble(.3, 1.2));
        }
    }

    private void mottle(float[][] slices, double[] strength, float[] field, double factor) {
        int pixels = clip.side() * clip.side();
        for (int t = 0; t < slices.length; t++) {
            for (int p = 0; p < pixels; p++) {
                int voxel = t * pixels + p;
                slices[t][p] += (float) (factor * strength[clip.label(voxel)] * field[voxel]);
            }
        }
    }

    /** A bias field. */
    private void multiply(float[][] slices, double strength, double frequency) {
        float[] field = new SmoothField(random, frequency, 10).on(frame);
        int pixels = clip.side() * clip.side();
        for (int t = 0; t < slices.length; t++) {
            for (int p = 0; p < pixels; p++) {
                slices[t][p] *= (float) Math.exp(strength * field[t * pixels + p]);
            }
        }
    }

    /** Coarser sampling and noise, white or in spots. */
    private void digitise(float[][] slices) {
        double coarse = COARSENESS[random.nextInt(COARSENESS.length)];
        double level = Math.exp(random.nextDouble(Math.log(.004), Math.log(.07)));
        int side = clip.side();
        int small = (int) Math.round(side / coarse);
        boolean spots = coarse == 1 && random.nextDouble() < .4;
        each(slices, slice -> {
            float[] at = coarse == 1 ? slice : Pixels.resize(slice, side, small);
            float[] noise = noise(at.length);
            if (spots) {
                noise = Pixels.blur(noise, side, .8);
            }
            double strength = spots ? 2 * level : level;
            for (int p = 0; p < at.length; p++) {
                at[p] += (float) (strength * noise[p]);
            }
            return coarse == 1 ? at : Pixels.resize(at, small, side);
        });
    }

    private float[] noise(int length) {
        float[] noise = new float[length];
        for (int p = 0; p < length; p++) {
            noise[p] = (float) random.nextGaussian();
        }
        return noise;
    }

    /** Percentiles of the whole clip to [0, 1], sometimes wide or narrow, with gamma, sometimes inverted. */
    private void window(float[][] slices) {
        double low = Pixels.percentile(slices, random.nextDouble(0, 2));
        double high = Pixels.percentile(slices, random.nextDouble(98, 100));
        double range = high - low;
        if (random.nextDouble() < .3) {
            low -= random.nextDouble(0, .2) * range;
            high += random.nextDouble(0, .3) * range;
        }
        if (random.nextDouble() < .3) {
            low += random.nextDouble(0, .35) * range;
            high -= random.nextDouble(0, .3) * range;
        }
        double gamma = random.nextDouble() < .6 ? Math.exp(random.nextDouble(-.6, .6)) : 1;
        boolean invert = style > LIKE_CT && random.nextDouble() < .08;
        double from = low;
        double width = Math.max(high - low, 1e-6);
        each(slices, slice -> {
            for (int p = 0; p < slice.length; p++) {
                double v = Math.pow(Math.clamp((slice[p] - from) / width, 0, 1), gamma);
                slice[p] = (float) (invert ? 1 - v : v);
            }
            return slice;
        });
    }
}
