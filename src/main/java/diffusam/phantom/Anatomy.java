package diffusam.phantom;

import static diffusam.phantom.Profile.flat;
import static diffusam.phantom.Shape.column;
import static diffusam.phantom.Shape.ellipsoid;
import static diffusam.phantom.Shape.tube;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The upper abdomen as solids, from the lower pole of the liver at z = 0 to the lung bases at 192 mm. Where solids
 * overlap, the first in the list is seen.
 */
final class Anatomy {
    private static final double AIR = -1000;
    private static final double FAT = -104;

    private final Random random;
    private final SmoothNoise coarse;
    private final SmoothNoise fine;
    private final SmoothNoise texture;
    private final Shape body;
    private final Shape wall;
    private final Shape cavity;
    private final Shape diaphragm;
    private final List<Tissue> tissues = new ArrayList<>();
    private Shape kidneys = (x, y, z) -> Shape.NOWHERE;

    private Anatomy(Random random) {
        this.random = random;
        coarse = new SmoothNoise(random, 34);
        fine = new SmoothNoise(random, 15);
        texture = new SmoothNoise(random, 5);
        double girth = 1 + 0.04 * (random.nextDouble() - 0.5);
        Profile width = Profile.of(0, 158 * girth, 60, 152 * girth, 120, 158 * girth, 192, 162 * girth);
        Profile depth = Profile.of(0, 104 * girth, 80, 103 * girth, 192, 110 * girth);
        body = column(flat(0), flat(0), width, depth, 2.35).rough(new SmoothNoise(random, 60), 4);
        wall = column(flat(1), Profile.of(0, 5, 192, 2), width.plus(-23), depth.plus(-17), 2.3)
                .rough(coarse, 3);
        cavity = column(flat(1), Profile.of(0, -3, 192, -2), width.plus(-36), depth.plus(-29), 2.3)
                .rough(coarse, 3);
        diaphragm = diaphragm();
    }

    /** The solids of one made-up patient, the same for the same state of {@code random}. */
    static List<Tissue> of(Random random) {
        Anatomy anatomy = new Anatomy(random);
        anatomy.tissues.addAll(new Spine(random, anatomy.fine, anatomy.texture).tissues());
        anatomy.vessels();
        anatomy.kidneys();
        anatomy.gallbladder();
        anatomy.stomach();
        anatomy.spleen();
        anatomy.liver();
        anatomy.pancreas();
        anatomy.colon();
        anatomy.smallBowel();
        anatomy.chest();
        anatomy.muscles();
        anatomy.shell();
        return List.copyOf(anatomy.tissues);
    }

    /** What lies below the two domes. */
    private static Shape diaphragm() {
        return (x, y, z) -> {
            double right = 194 - sq((x + 70) / 9.9) - sq((y + 12) / 9.4);
            double left = 184 - sq((x - 72) / 9.9) - sq((y + 8) / 9.1);
            double middle = 168 - sq(x / 14) - sq((y + 30) / 13);
            double height = upper(middle, upper(right, left, 16), 16);
            boolean onRight = right > left;
            double slope = onRight ? Math.hypot((x + 70) / 49, (y + 12) / 44) : Math.hypot((x - 72) / 49, (y + 8) / 41);
            return (z - height) / Math.sqrt(1 + slope * slope);
        };
    }

    private void vessels() {
        Profile aortaX = Profile.of(0, 9, 80, 13, 192, 16);
        Profile spineFront = Profile.of(0, 8, 70, 5, 192, 18);
        Shape aorta = column(aortaX, spineFront.plus(-1), Profile.of(0, 8.5, 192, 11.5), Profile.of(0, 8.5, 192, 11), 2)
                .rough(fine, 0.8);
        tissues.add(new Tissue(
                aorta.grown(1.4).without(aorta), (x, y, z) -> coarse.at(3 * x, 3 * y, 3 * z) > 0.55 ? 420 : 60, 0));
        tissues.add(Tissue.of(aorta, 172));
        Shape cava = column(
                        Profile.of(0, -15, 110, -20, 192, -26),
                        Profile.of(0, 6, 110, 3, 192, -6),
                        Profile.of(0, 11, 192, 14),
                        Profile.of(0, 7.5, 192, 11),
                        2)
                .rough(fine, 1.2);
        tissues.add(Tissue.of(cava.and(diaphragm.grown(20)), 148));
        tissues.add(Tissue.of(tube(3.4, p(12, 2, 112), p(5, -14, 100), p(3, -22, 40), p(-6, -26, 0)), 168));
        tissues.add(Tissue.of(tube(5.6, p(-10, -28, 0), p(-9, -24, 60), p(-8, -17, 104), p(-28, -18, 128)), 155));
        tissues.add(Tissue.of(tube(3.8, p(-6, -10, 108), p(30, -2, 116), p(62, 14, 122), p(84, 24, 126)), 152));
        tissues.add(Tissue.of(tube(3.6, p(-16, 4, 84), p(-36, 22, 82), p(-50, 30, 80)), 150));
        tissues.add(Tissue.of(tube(3.6, p(-14, 2, 94), p(14, -7, 96), p(34, 16, 92), p(50, 28, 90)), 150));
    }

    private void kidneys() {
        kidney(Organ.RIGHT_KIDNEY, -66 + jitter(3), 34 + jitter(3), 74 + jitter(5), 1 + 0.04 * jitter(1));
        kidney(Organ.LEFT_KIDNEY, 65 + jitter(3), 31 + jitter(3), 92 + jitter(5), 1.03 + 0.04 * jitter(1));
    }

    /** A bean whose upper pole leans to the spine and back, with its hilum towards the spine and front. */
    private void kidney(Organ organ, double cx, double cy, double cz, double size) {
        double side = Math.signum(cx);
        Shape upright = (x, y, z) -> {
            double h = (z - cz) / 54;
            double u = (x - cx + side * (9 * h + 3 * h * h)) / 27;
            double v = (y - cy + 5 * h) / 24;
            double along = u * side * 0.8 - v * 0.6 + 0.35 * h * h;
            double bean = 1 - 0.16 * Math.exp(-6 * h * h) * Math.exp(-4 * sq(along + 1));
            return (Math.sqrt(sq(u / bean) + sq(v / bean) + h * h) - size) * 23;
        };
        Shape outer = upright.rough(coarse, 2.5).rough(fine, 1.3);
        kidneys = kidneys.or(outer);
        double hx = cx - side * 21;
        double hy = cy - 9;
        Shape sinus = ((Shape) (x, y, z) -> {
                    double h = (z - cz) / 27;
                    double reach = (x - hx) * side * 0.87 - (y - hy) * 0.5;
                    double across = (x - hx) * side * 0.5 + (y - hy) * 0.87;
                    return (Math.sqrt(sq(reach / 19) + sq(across / 8.5) + h * h) - 1) * 8.5;
                })
                .rough(fine, 2.6);
        Shape pelvis = ellipsoid(hx + side * 3, hy + 2, cz - 4, 9, 4, 12);
        tissues.add(Tissue.of(pelvis.and(sinus), 22));
        tissues.add(new Tissue(sinus.and(outer.grown(2)), (x, y, z) -> -75 + 70 * fine.at(2 * x, 2 * y, 2 * z), 0));
        tissues.add(new Tissue(
                outer,
                (x, y, z) -> {
                    double deep = -outer.outsideMm(x, y, z);
                    double column = coarse.at(2.4 * x, 2.4 * y, 2.4 * z + 40);
                    return deep < 6.5 + 4 * column ? 192 + 6 * column : 142;
                },
                organ.id()));
    }

    private void gallbladder() {
        Shape sac = ((Shape) (x, y, z) -> ellipsoid(-48, -42, 78, 15, 19, 25).outsideMm(x + 0.2 * (z - 78), y, z))
                .rough(coarse, 2);
        tissues.add(Tissue.of(sac, 9));
        tissues.add(Tissue.of(sac.grown(1.8), 62));
    }

    private void stomach() {
        Shape bag = column(
                        Profile.of(84, 16, 110, 42, 140, 62, 180, 60),
                        Profile.of(84, -52, 120, -44, 180, -14),
                        Profile.of(80, 2, 92, 26, 120, 34, 160, 37, 180, 24, 190, 0),
                        Profile.of(80, 2, 92, 17, 120, 23, 160, 33, 180, 24, 190, 0),
                        2.2)
                .rough(coarse, 6)
                .and(diaphragm.grown(-4))
                .and(cavity.grown(-5));
        double level = -52 + jitter(4);
        tissues.add(new Tissue(
                bag.grown(-3.5), (x, y, z) -> y < level + 0.12 * (z - 84) ? AIR + 30 : 24 + 12 * fine.at(x, y, z), 0));
        tissues.add(Tissue.of(bag, 72));
    }

    private void spleen() {
        Shape crescent = ellipsoid(92, 34, 136, 42, 62, 56)
                .without(ellipsoid(48, 8, 130, 44, 44, 70).rough(coarse, 4))
                .rough(coarse, 5)
                .rough(fine, 1.4)
                .without(kidneys.grown(2.5))
                .and(diaphragm.grown(-2.5))
                .and(cavity.grown(-2));
        tissues.add(new Tissue(crescent, (x, y, z) -> 122 + 4 * fine.at(x, y, z), Organ.SPLEEN.id()));
    }

    private void liver() {
        Shape right = column(
                Profile.of(12, -94, 60, -82, 120, -66, 192, -68),
                Profile.of(12, 4, 60, 0, 120, -4, 192, -8),
                Profile.of(10, 0, 22, 16, 60, 42, 100, 60, 130, 66, 192, 60),
                Profile.of(10, 0, 22, 22, 60, 52, 100, 66, 150, 70, 192, 60),
                2.3);
        Shape left = ((Shape) (x, y, z) -> {
            double taper = Math.clamp(1 - 0.0075 * (x + 20), 0.35, 1.3);
            double u = (x - 2) / 70;
            double v = (y + 46 - 0.12 * x) / (34 * taper);
            double w = (z - 142) / 43;
            return (Math.sqrt(u * u + v * v + w * w) - 1) * 30;
        });
        Shape caudate = ellipsoid(-14, -18, 138, 15, 12, 26);
        Shape fissure = tube(3.5, p(-24, -86, 92), p(-22, -52, 112), p(-20, -34, 120));
        Shape whole = right.blend(left, 22)
                .blend(caudate, 10)
                .without(fissure)
                .without(kidneys.grown(2.5))
                .without(ellipsoid(-46, -40, 70, 21, 25, 31))
                .rough(coarse, 4.5)
                .rough(fine, 1.5)
                .and(diaphragm.grown(-2.5))
                .and(cavity.grown(-2));
        Shape veins = tube(4.2, p(-26, -8, 176), p(-62, 4, 160), p(-92, 16, 132))
                .or(tube(3.6, p(-26, -8, 176), p(-52, -34, 156), p(-66, -56, 130)))
                .or(tube(3.4, p(-24, -10, 174), p(2, -38, 160), p(32, -52, 148)))
                .or(tube(5.4, p(-28, -18, 128), p(-56, -10, 124), p(-88, 8, 110), p(-98, 14, 70)))
                .or(tube(3.4, p(-56, -10, 124), p(-74, -38, 108), p(-86, -44, 84)))
                .or(tube(3.6, p(-34, -18, 128), p(-22, -46, 134), p(12, -56, 138)))
                .rough(coarse, 2);
        double cx = -84 + jitter(8);
        double cz = 118 + jitter(12);
        Shape cyst = ellipsoid(cx, -26, cz, 8, 7, 8);
        tissues.add(new Tissue(
                whole,
                (x, y, z) -> {
                    if (cyst.outsideMm(x, y, z) < 0) {
                        return 11;
                    }
                    return veins.outsideMm(x, y, z) < 0 ? 150 : 108 + 5 * fine.at(x, y, z) + 3 * coarse.at(x, y, z);
                },
                Organ.LIVER.id()));
    }

    private void pancreas() {
        Shape gland = tube(9, p(-30, -14, 92), p(-18, -20, 104), p(14, -20, 112))
                .or(tube(7.5, p(14, -20, 112), p(44, -8, 116), p(76, 14, 122)))
                .rough(fine, 4);
        tissues.add(new Tissue(gland, (x, y, z) -> 92 + 30 * texture.at(x, y, z), 0));
        Shape duodenum = tube(11, p(-34, -24, 100), p(-42, -8, 84), p(-38, -2, 56), p(-12, -8, 46), p(18, -12, 50))
                .rough(coarse, 3);
        bowel(duodenum, 2.6, -2);
        Shape adrenal = tube(2.6, p(28, 14, 132), p(36, 22, 138), p(40, 32, 140))
                .or(tube(2.6, p(-30, 18, 124), p(-36, 28, 128)));
        tissues.add(Tissue.of(adrenal, 78));
    }

    private void colon() {
        Shape ascending = tube(19, p(-96, 14, -10), p(-94, 8, 18), p(-82, -24, 40));
        Shape transverse = tube(16, p(-82, -24, 40), p(-52, -64, 44), p(0, -70, 36), p(50, -66, 56), p(84, -30, 88));
        Shape descending = tube(12.5, p(84, -30, 88), p(100, 8, 100), p(101, 28, 74), p(98, 30, -10));
        Shape haustra = ascending
                .or(transverse)
                .or(descending)
                .rough(coarse, 6)
                .rough(fine, 2)
                .and(cavity.grown(-2));
        tissues.add(new Tissue(
                haustra.grown(-2.6),
                (x, y, z) -> {
                    double gas = coarse.at(x + 200, y, z) - 0.012 * (y + 20);
                    return gas > 0.25 ? AIR + 40 : 35 + 130 * Math.min(0.4, texture.at(x, y, z));
                },
                0));
        tissues.add(Tissue.of(haustra, 52));
    }

    private void smallBowel() {
        for (int loop = 0; loop < 40; loop++) {
            double x = -58 + 126 * random.nextDouble();
            double y = -66 + 56 * random.nextDouble();
            double z = -6 + 86 * random.nextDouble();
            double angle = 2 * Math.PI * random.nextDouble();
            double reach = 14 + 16 * random.nextDouble();
            double rise = 12 * (random.nextDouble() - 0.5);
            double ax = reach * StrictMath.cos(angle);
            double ay = 0.6 * reach * StrictMath.sin(angle);
            Shape tube = tube(
                            9 + 3 * random.nextDouble(),
                            p(x - ax, y - ay, z - rise),
                            p(x + 4, y + 3, z),
                            p(x + ax, y + ay, z + rise))
                    .rough(fine, 2)
                    .and(cavity.grown(-3));
            bowel(tube, 2.4, loop % 4 == 0 ? -6 : -1000);
        }
    }

    /** @param gasAbove millimetres from the middle of the back above which the lumen holds gas */
    private void bowel(Shape tube, double wallMm, double gasAbove) {
        Shape lumen = tube.grown(-wallMm);
        tissues.add(new Tissue(
                lumen,
                (x, y, z) -> gasAbove > -500 && fine.at(x + 90, y, z) > 0.25 && y < gasAbove
                        ? AIR + 60
                        : 26 + 22 * fine.at(x, y + 50, z),
                0));
        tissues.add(Tissue.of(tube, 78));
    }

    private void chest() {
        Shape above = (x, y, z) -> -diaphragm.outsideMm(x, y, z);
        Shape heart = ellipsoid(22, -42, 206, 52, 40, 26).rough(coarse, 3);
        Shape mediastinum = ellipsoid(4, 14, 210, 34, 40, 60);
        Shape lungs = cavity.grown(3).and(above).without(heart.grown(3)).without(mediastinum);
        tissues.add(Tissue.of(heart.and(above), 128));
        tissues.add(new Tissue(
                lungs, (x, y, z) -> fine.at(2 * x, 2 * y, z) > 0.62 ? -120 : -860 + 50 * fine.at(x, y, z), 0));
        tissues.add(Tissue.of(cavity.grown(3).and(above.grown(2.2)).without(mediastinum), 58));
        ribs();
    }

    /** Bony rings in the wall that fall towards the front. */
    private void ribs() {
        Shape ring = wall.grown(-2).without(wall.grown(-8.5));
        Shape slanted = (x, y, z) -> {
            double t = (z - 40 + 0.42 * (y - 60)) / 27;
            return 27 * Math.abs(t - Math.floor(t) - 0.5) - 6.5;
        };
        Shape reach = (x, y, z) -> Math.max(46 - y - 0.9 * (z - 24), 30 - Math.abs(x));
        Shape rib = ring.and(slanted).and(reach).rough(fine, 1);
        tissues.add(new Tissue(rib, (x, y, z) -> rib.outsideMm(x, y, z) > -1.8 ? 520 : 210, 0));
    }

    private void muscles() {
        Profile spineY = Spine.MIDDLE_Y;
        Profile psoas = Profile.of(0, 22, 50, 17, 90, 9, 118, 0);
        for (int side = -1; side <= 1; side += 2) {
            int s = side;
            Shape psoasMuscle =
                    column(z -> s * (27 + 0.6 * psoas.at(z)), spineY.plus(6), z -> psoas.at(z) * 0.95, psoas, 2.2);
            Shape erector =
                    column(z -> s * 34.0, spineY.plus(38), Profile.of(0, 31, 192, 27), Profile.of(0, 22, 192, 18), 2.5);
            Shape quadratus = column(
                    z -> s * 62.0, spineY.plus(26), Profile.of(0, 19, 70, 16, 104, 0), Profile.of(0, 11, 104, 4), 2.2);
            Shape crus = column(
                    z -> s * 19.0 + 4,
                    spineY.plus(-16),
                    Profile.of(60, 0, 80, 5, 192, 6),
                    Profile.of(60, 0, 80, 11, 192, 16),
                    2);
            Shape all = psoasMuscle.or(erector).or(quadratus).or(crus).rough(fine, 2.2);
            tissues.add(new Tissue(all, (x, y, z) -> muscleHu(x, y, z), 0));
        }
    }

    private double muscleHu(double x, double y, double z) {
        double streak = fine.at(2.2 * x, 2.2 * y, 0.6 * z);
        return streak > 0.6 ? -40 : 60 + 6 * streak;
    }

    private void shell() {
        Shape rectus =
                ((Shape) (x, y, z) -> Math.abs(Math.abs(x) - 30) - 27).and(wall).without(cavity.grown(2));
        tissues.add(new Tissue(rectus, this::muscleHu, 0));
        Shape lineaAlba = ((Shape) (x, y, z) -> Math.abs(x) - 3).and((x, y, z) -> y);
        tissues.add(new Tissue(wall.without(cavity.grown(1)).without(lineaAlba), this::layeredMuscle, 0));
        tissues.add(new Tissue(cavity, this::visceralFat, 0));
        tissues.add(new Tissue(body.grown(-2.2), (x, y, z) -> subcutaneousFat(x, y, z), 0));
        tissues.add(Tissue.of(body, 25));
    }

    /** Three sheets of muscle with fat between them, towards the sides. */
    private double layeredMuscle(double x, double y, double z) {
        double depth = -wall.outsideMm(x, y, z);
        boolean between = Math.abs(x) > 62 && y < 40 && (Math.abs(depth - 4.5) < 0.7 || Math.abs(depth - 8.5) < 0.7);
        return between ? -30 : muscleHu(x, y, z);
    }

    private double visceralFat(double x, double y, double z) {
        double strand = Math.abs(fine.at(1.4 * x, 1.4 * y, 0.8 * z + 70));
        boolean vessel = strand < 0.035 && y < 20;
        return vessel ? 20 : FAT + 6 * coarse.at(x, y, z);
    }

    private double subcutaneousFat(double x, double y, double z) {
        double septum = Math.abs(coarse.at(1.3 * x, 1.3 * y, 0.5 * z));
        return septum < 0.02 ? -60 : FAT - 4 + 4 * fine.at(x, y, z);
    }

    private double jitter(double range) {
        return range * (2 * random.nextDouble() - 1);
    }

    /** The larger of two numbers with the crease rounded over {@code mm}. */
    private static double upper(double a, double b, double mm) {
        double h = Math.max(0, mm - Math.abs(a - b)) / mm;
        return Math.max(a, b) + h * h * mm / 4;
    }

    private static double[] p(double x, double y, double z) {
        return new double[] {x, y, z};
    }

    private static double sq(double v) {
        return v * v;
    }
}
