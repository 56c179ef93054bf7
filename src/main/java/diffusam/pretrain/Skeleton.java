package diffusam.pretrain;

import diffusam.pretrain.Scene.Trunk;
import java.util.random.RandomGenerator;

/** A spine with its canal, and ribs that run slanting round the trunk. */
record Skeleton(RandomGenerator random, LabelPainting painting, Warped warped, Trunk trunk) {
    void paint() {
        double y = trunk.middleY() + trunk.halfY() * random.nextDouble(.4, .7);
        double x = trunk.middleX() + random.nextDouble(-.05, .05);
        double size = random.nextDouble(.08, .16);
        painting.paint(Kind.BONE, p -> ellipse(p, x, y, size, .8 * size) < 1);
        painting.paint(Kind.ORGAN, p -> ellipse(p, x, y + 1.1 * size, .35 * size, .35 * size) < 1);
        paintRibs();
    }

    private void paintRibs() {
        int count = 4 + random.nextInt(7);
        double out = random.nextDouble(.82, .93);
        float[] z = painting.frame.coordinate(0);
        boolean[] ribs = new boolean[z.length];
        for (int n = 0; n < count; n++) {
            double angle = 2 * Math.PI * (n + random.nextDouble(-.3, .3)) / count;
            double x = trunk.middleX() + trunk.halfX() * out * Math.cos(angle);
            double y = trunk.middleY() + trunk.halfY() * out * Math.sin(angle);
            double slope = .6 * random.nextGaussian();
            double thick = random.nextDouble(.025, .05);
            for (int p = 0; p < ribs.length; p++) {
                double dx = warped.x()[p] - x - slope * z[p];
                double dy = warped.y()[p] - y;
                double along = (-Math.sin(angle) * dx + Math.cos(angle) * dy) / (2.2 * thick);
                double across = (Math.cos(angle) * dx + Math.sin(angle) * dy) / thick;
                ribs[p] |= along * along + across * across < 1;
            }
        }
        painting.paint(Kind.BONE, p -> ribs[p]);
    }

    private double ellipse(int p, double x, double y, double halfX, double halfY) {
        double dx = (warped.x()[p] - x) / halfX;
        double dy = (warped.y()[p] - y) / halfY;
        return dx * dx + dy * dy;
    }
}
