package diffusam.pretrain;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A few slices of one scene, and the objects to follow through them.
 *
 * @param images one a slice, values in [0, 1], row by row
 * @param masks by object, then by slice; every object shows on the first slice
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Episode(int side, float[][] images, boolean[][][] masks) {
    static final int OBJECTS = 2;
    private static final double SMALLEST = .0025;
    private static final double LARGEST = .6;
    private static final double FILLED = .3;

    /** The episode of this number; the same number always gives the same one. Scenes without a fitting object are passed over. */
    static Episode draw(long seed, int side, int slices) {
        SplittableRandom random = new SplittableRandom(seed);
        while (true) {
            Clip clip = Scene.clip(random, Frame.random(random, side, slices));
            List<Integer> candidates = candidates(clip);
            if (!candidates.isEmpty()) {
                return of(random, clip, candidates);
            }
        }
    }

    private static Episode of(RandomGenerator random, Clip clip, List<Integer> candidates) {
        boolean[][][] masks = new boolean[OBJECTS][][];
        for (int n = 0; n < OBJECTS; n++) {
            int region = pick(random, clip, candidates);
            if (candidates.size() > 1) {
                candidates.remove((Integer) region);
            }
            boolean filled = random.nextDouble() < FILLED;
            masks[n] = new boolean[clip.slices()][];
            for (int t = 0; t < clip.slices(); t++) {
                boolean[] mask = clip.mask(t, region);
                masks[n][t] = filled ? Masks.fillHoles(mask, clip.side()) : mask;
            }
        }
        return new Episode(clip.side(), Look.render(random, clip), masks);
    }

    private static List<Integer> candidates(Clip clip) {
        List<Integer> found = new ArrayList<>();
        int[] areas = clip.areas(0);
        double pixels = (double) clip.side() * clip.side();
        for (int region = 1; region < areas.length; region++) {
            if (areas[region] > SMALLEST * pixels && areas[region] < LARGEST * pixels) {
                found.add(region);
            }
        }
        return found;
    }

    private static int pick(RandomGenerator random, Clip clip, List<Integer> candidates) {
        double total = 0;
        for (int region : candidates) {
            total += clip.kinds().get(region).wanted;
        }
        double left = total * random.nextDouble();
        for (int region : candidates) {
            left -= clip.kinds().get(region).wanted;
            if (left <= 0) {
                return region;
            }
        }
        return candidates.getLast();
    }
}
