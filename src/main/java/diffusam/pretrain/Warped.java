package diffusam.pretrain;

import java.util.random.RandomGenerator;

/**
 * Scene coordinates bent by smooth fields, at every voxel: what is simple in them is organic in the picture.
 *
 * @param z coordinate along the body
 * @param y coordinate down the slice
 * @param x coordinate across the slice
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Warped(float[] z, float[] y, float[] x) {
    /** How far, and how finely, coordinates are bent: a large slow bend and a small quick one. */
    record Bend(double far, double slow, double near, double quick) {
        static Bend random(RandomGenerator random) {
            return new Bend(
                    random.nextDouble(.02, .14),
                    random.nextDouble(1.5, 4),
                    random.nextDouble(0, .025),
                    random.nextDouble(6, 14));
        }
    }

    static Warped of(RandomGenerator random, LabelPainting painting, Bend bend) {
        return new Warped(
                axis(random, painting, bend, 0), axis(random, painting, bend, 1), axis(random, painting, bend, 2));
    }

    private static float[] axis(RandomGenerator random, LabelPainting painting, Bend bend, int axis) {
        float[] slow = painting.field(random, bend.slow, 14);
        float[] quick = painting.field(random, bend.quick, 10);
        float[] at = painting.frame.coordinate(axis);
        for (int p = 0; p < at.length; p++) {
            at[p] += (float) (bend.far * slow[p] + bend.near * quick[p]);
        }
        return at;
    }
}
