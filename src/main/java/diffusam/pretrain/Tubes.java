package diffusam.pretrain;

import diffusam.pretrain.LabelPainting.Region;
import diffusam.pretrain.Scene.Trunk;
import java.util.random.RandomGenerator;

/** Vessels and gut: winding tubes, most of them along the body, some within the slice, some with a wall. */
record Tubes(
        RandomGenerator random, LabelPainting painting, Warped warped, Warped warpedAgain, Region inside, Trunk trunk) {
    void paint() {
        float[] z = painting.frame.coordinate(0);
        int count = random.nextInt(6);
        for (int n = 0; n < count; n++) {
            double thickness = Math.exp(random.nextDouble(Math.log(.018), Math.log(.09)));
            float[] distance = random.nextDouble() < .7 ? upright(z) : lying(z);
            Region tube = p -> distance[p] < thickness && inside.holds(p);
            painting.paint(random.nextDouble() < .75 ? Kind.ORGAN : Kind.BONE, tube);
            if (random.nextDouble() < .3) {
                painting.paint(
                        random.nextBoolean() ? Kind.ORGAN : Kind.SOFT,
                        p -> distance[p] < .6 * thickness && inside.holds(p));
            }
        }
    }

    /** Distance from a line along the body that winds across the slice. */
    private float[] upright(float[] z) {
        Start start = Start.random(random, trunk);
        double slopeX = .5 * random.nextGaussian();
        double slopeY = .5 * random.nextGaussian();
        double windX = random.nextDouble(0, .08);
        double windY = random.nextDouble(0, .08);
        double quickX = random.nextDouble(2, 9);
        double quickY = random.nextDouble(2, 9);
        float[] distance = new float[z.length];
        for (int p = 0; p < z.length; p++) {
            double dx = warped.x()[p] - start.x - slopeX * z[p] - windX * Math.sin(quickX * z[p]);
            double dy = warped.y()[p] - start.y - slopeY * z[p] - windY * Math.sin(quickY * z[p]);
            distance[p] = (float) Math.hypot(dx, dy);
        }
        return distance;
    }

    /** Distance from a piece of a winding line within the slice. */
    private float[] lying(float[] z) {
        Start start = Start.random(random, trunk);
        double angle = Math.PI * random.nextDouble();
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double wind = random.nextDouble(0, .08);
        double quick = random.nextDouble(2, 9);
        double slope = .05 * random.nextGaussian();
        double half = random.nextDouble(.15, .6);
        float[] distance = new float[z.length];
        for (int p = 0; p < z.length; p++) {
            double dx = warpedAgain.x()[p] - start.x;
            double dy = warpedAgain.y()[p] - start.y;
            double along = cos * dx + sin * dy;
            double across = cos * dy - sin * dx - wind * Math.sin(quick * along);
            distance[p] = Math.abs(along) < half
                    ? (float) Math.hypot(across, warpedAgain.z()[p] - slope * z[p])
                    : Float.MAX_VALUE;
        }
        return distance;
    }

    private record Start(double x, double y) {
        static Start random(RandomGenerator random, Trunk trunk) {
            double angle = 2 * Math.PI * random.nextDouble();
            double out = .75 * Math.sqrt(random.nextDouble());
            return new Start(
                    trunk.middleX() + trunk.halfX() * out * Math.cos(angle),
                    trunk.middleY() + trunk.halfY() * out * Math.sin(angle));
        }
    }
}
