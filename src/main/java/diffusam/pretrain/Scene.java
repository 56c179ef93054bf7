package diffusam.pretrain;

import diffusam.pretrain.Warped.Bend;
import java.util.random.RandomGenerator;

/**
 * A random body: skin and fat, tissues, organs with shells and vessels, tubes, spine and ribs. What is drawn depends on the
 * generator alone, so the same one gives the same body on any {@link Frame}.
 */
final class Scene {
    private static final double WITH_SKIN = .8;
    private static final double WITH_BONES = .6;

    private final RandomGenerator random;
    private final LabelPainting painting;
    private final Warped warped;
    private final Warped warpedAgain;
    private final Trunk trunk;

    private Scene(RandomGenerator random, Frame frame) {
        this.random = random;
        painting = new LabelPainting(frame);
        Bend bend = Bend.random(random);
        warped = Warped.of(random, painting, bend);
        warpedAgain = Warped.of(random, painting, bend);
        trunk = random.nextDouble() < WITH_SKIN ? Trunk.random(random) : Trunk.ENDLESS;
    }

    /** Draws a body and cuts it along the frame. */
    static Clip clip(RandomGenerator random, Frame frame) {
        Scene scene = new Scene(random, frame);
        scene.paintTissues();
        new Organs(random, scene.painting, scene.warped, scene.warpedAgain, scene.inside(), scene.trunk).paint();
        new Tubes(random, scene.painting, scene.warped, scene.warpedAgain, scene.inside(), scene.trunk).paint();
        if (scene.trunk != Trunk.ENDLESS && random.nextDouble() < WITH_BONES) {
            new Skeleton(random, scene.painting, scene.warped, scene.trunk).paint();
        }
        return scene.painting.finish();
    }

    private LabelPainting.Region inside() {
        return p -> trunk.radius(warped, p) < trunk.inner();
    }

    private void paintTissues() {
        painting.paint(trunk.inner() < 1 ? Kind.FAT : Kind.SOFT, p -> trunk.radius(warped, p) < 1);
        int parcels = 1 + random.nextInt(trunk == Trunk.ENDLESS ? 8 : 5);
        double frequency = random.nextDouble(2, 8);
        float[][] fields = new float[parcels][];
        for (int n = 0; n < parcels; n++) {
            fields[n] = painting.field(random, frequency, 10);
        }
        LabelPainting.Region inside = inside();
        for (int n = 0; n < parcels; n++) {
            int parcel = n;
            painting.paint(Kind.SOFT, p -> inside.holds(p) && largest(fields, p) == parcel);
        }
    }

    private static int largest(float[][] fields, int p) {
        int best = 0;
        for (int n = 1; n < fields.length; n++) {
            if (fields[n][p] > fields[best][p]) {
                best = n;
            }
        }
        return best;
    }

    /**
     * The body's outline, a super-ellipse.
     *
     * @param halfX half its width
     * @param halfY half its depth
     * @param halfZ half its length
     * @param power 2 for an ellipse, more for a box
     * @param inner where the fat ends, as a share of the radius
     */
    record Trunk(double halfX, double halfY, double halfZ, double power, double middleX, double middleY, double inner) {
        /** No outline: tissue everywhere, as in the middle of a head or of a cropped scan. */
        static final Trunk ENDLESS = new Trunk(1, 1, 1, 0, 0, 0, 1);

        static Trunk random(RandomGenerator random) {
            double halfX = random.nextDouble(.6, 1);
            double halfY = halfX * random.nextDouble(.6, 1);
            double fat = random.nextDouble() < .7 ? random.nextDouble(.03, .15) : 0;
            return new Trunk(
                    halfX,
                    halfY,
                    random.nextDouble(1, 4),
                    random.nextDouble(2, 3.5),
                    random.nextDouble(-.15, .15),
                    random.nextDouble(-.15, .15),
                    1 - fat);
        }

        /** Below 1 inside. */
        double radius(Warped at, int p) {
            if (power == 0) {
                return 0;
            }
            double sum = Math.pow(Math.abs(at.x()[p] - middleX) / halfX, power)
                    + Math.pow(Math.abs(at.y()[p] - middleY) / halfY, power)
                    + Math.pow(Math.abs(at.z()[p]) / halfZ, power);
            return Math.pow(sum, 1 / power);
        }
    }
}
