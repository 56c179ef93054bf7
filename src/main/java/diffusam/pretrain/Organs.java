package diffusam.pretrain;

import diffusam.pretrain.LabelPainting.Region;
import diffusam.pretrain.Scene.Trunk;
import java.util.random.RandomGenerator;

/** Bent ellipsoids, smooth or bulging, some with a wall around another content, some with vessels. */
record Organs(
        RandomGenerator random, LabelPainting painting, Warped warped, Warped warpedAgain, Region inside, Trunk trunk) {
    private static final Kind[] KINDS = {Kind.ORGAN, Kind.ORGAN, Kind.ORGAN, Kind.AIR, Kind.BONE};
    private static final double[] REACH = {.3, .8, 1};

    void paint() {
        int count = 4 + random.nextInt(11);
        boolean twoBig = random.nextDouble() < .6;
        for (int n = 0; n < count; n++) {
            double size = twoBig && n < 2
                    ? random.nextDouble(.25, .5)
                    : Math.exp(random.nextDouble(Math.log(.05), Math.log(.28)));
            one(size);
        }
    }

    private void one(double size) {
        float[] radius = radius(size);
        boolean bounded = random.nextDouble() < .9;
        Kind kind = KINDS[random.nextInt(KINDS.length)];
        Region organ = p -> radius[p] < 1 && (!bounded || inside.holds(p));
        painting.paint(kind, organ);
        if (random.nextDouble() < .25) {
            double wall = random.nextDouble(.4, .8);
            painting.paint(random.nextDouble() < .7 ? Kind.ORGAN : Kind.AIR, p -> radius[p] < wall && organ.holds(p));
        }
        if (random.nextDouble() < .2) {
            float[] field = painting.field(random, .8 / size * random.nextDouble(1, 3), 12);
            double level = random.nextDouble(1, 1.8);
            painting.paint(Kind.ORGAN, p -> field[p] > level && organ.holds(p));
        }
    }

    /** 1 on the organ's surface. */
    private float[] radius(double size) {
        double[] axes = new double[3];
        for (int n = 0; n < 3; n++) {
            axes[n] = size * Math.exp(random.nextDouble(-.5, .5));
        }
        double out = .85 * Math.sqrt(random.nextDouble());
        double angle = 2 * Math.PI * random.nextDouble();
        double z = random.nextDouble(-1, 1) * Math.min(1.1 * axes[0], 1) * REACH[random.nextInt(REACH.length)];
        double y = trunk.middleY() + trunk.halfY() * out * Math.sin(angle);
        double x = trunk.middleX() + trunk.halfX() * out * Math.cos(angle);
        double[][] turn = Turn.random(random);
        Warped at = random.nextBoolean() ? warped : warpedAgain;
        float[] radius = new float[at.z().length];
        for (int p = 0; p < radius.length; p++) {
            double dz = at.z()[p] - z;
            double dy = at.y()[p] - y;
            double dx = at.x()[p] - x;
            double sum = 0;
            for (int n = 0; n < 3; n++) {
                double along = (turn[n][0] * dz + turn[n][1] * dy + turn[n][2] * dx) / axes[n];
                sum += along * along;
            }
            radius[p] = (float) Math.sqrt(sum);
        }
        if (random.nextBoolean()) {
            bulge(radius, size);
        }
        return radius;
    }

    private void bulge(float[] radius, double size) {
        double height = random.nextDouble(.1, .45);
        float[] field = painting.field(random, random.nextDouble(.5, 1.5) / size * .8, 10);
        for (int p = 0; p < radius.length; p++) {
            radius[p] += (float) (height * field[p]);
        }
    }

    /** Turns of space. */
    private static final class Turn {
        /** A random one, as the rows of a matrix, from a random unit quaternion. */
        static double[][] random(RandomGenerator random) {
            double[] q = new double[4];
            double length = 0;
            for (int n = 0; n < 4; n++) {
                q[n] = random.nextGaussian();
                length += q[n] * q[n];
            }
            double s = 1 / Math.sqrt(length);
            double w = q[0] * s;
            double a = q[1] * s;
            double b = q[2] * s;
            double c = q[3] * s;
            return new double[][] {
                {1 - 2 * (b * b + c * c), 2 * (a * b - c * w), 2 * (a * c + b * w)},
                {2 * (a * b + c * w), 1 - 2 * (a * a + c * c), 2 * (b * c - a * w)},
                {2 * (a * c - b * w), 2 * (b * c + a * w), 1 - 2 * (a * a + b * b)}
            };
        }
    }
}
