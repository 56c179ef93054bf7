package diffusam.phantom;

import static diffusam.phantom.Profile.flat;
import static diffusam.phantom.Shape.column;

import java.util.List;
import java.util.Random;

/** Vertebrae with arches and processes, discs and the canal with its cord. */
final class Spine {
    /** Left of the middle of the body, by height. */
    static final Profile MIDDLE_X = Profile.of(0, 2, 90, -1.5, 192, 1);

    /** Behind the middle of the body, by height: the middle of the vertebral bodies. */
    static final Profile MIDDLE_Y = Profile.of(0, 38, 70, 35, 192, 46);

    private static final double PITCH_MM = 36;
    private static final double CANAL_BEHIND_MM = 25;

    private final double offset;
    private final SmoothNoise fine;
    private final SmoothNoise texture;

    Spine(Random random, SmoothNoise fine, SmoothNoise texture) {
        offset = 6 * random.nextDouble();
        this.fine = fine;
        this.texture = texture;
    }

    /** What is seen, the first where solids overlap. */
    List<Tissue> tissues() {
        Shape canal = column(MIDDLE_X, MIDDLE_Y.plus(CANAL_BEHIND_MM), flat(10.5), flat(8.5), 2);
        Shape bone = bodies().or(arches()).or(spinous()).or(transverse()).rough(fine, 1.2);
        return List.of(
                new Tissue(canal, Spine::canalHu, 0),
                new Tissue(
                        bone.without(canal),
                        (x, y, z) ->
                                boneHu(bone.outsideMm(x, y, z), phase(z), y < MIDDLE_Y.at(z) + 17, texture.at(x, y, z)),
                        Organ.SPINE.id()));
    }

    /** Bodies and discs: wider towards the discs, hollow towards the canal. */
    private Shape bodies() {
        Profile waist = z -> {
            double fromMiddle = Math.abs(phase(z) - 0.5) * 2;
            return 3.2 * fromMiddle * fromMiddle;
        };
        return column(
                        MIDDLE_X,
                        MIDDLE_Y,
                        z -> 21.5 - 0.018 * z + waist.at(z),
                        z -> 16.5 - 0.012 * z + 0.7 * waist.at(z),
                        2.4)
                .without(column(MIDDLE_X, MIDDLE_Y.plus(20), flat(9), flat(6), 2));
    }

    private Shape arches() {
        return column(MIDDLE_X, MIDDLE_Y.plus(CANAL_BEHIND_MM + 1), flat(17), flat(14), 2.2)
                .and((x, y, z) -> 9 * (phase(z) - 0.82));
    }

    private Shape spinous() {
        return column(MIDDLE_X, MIDDLE_Y.plus(43), flat(3.2), flat(16), 2.4)
                .and((x, y, z) -> PITCH_MM * Math.abs(phase(z + 10 + 0.3 * (y - 80)) - 0.5) - 12);
    }

    private Shape transverse() {
        Shape reach = (x, y, z) -> Math.abs(x - MIDDLE_X.at(z)) - 38;
        return reach.and((x, y, z) ->
                Math.hypot(y - MIDDLE_Y.at(z) - 24 - 0.12 * Math.abs(x), 0.9 * PITCH_MM * (phase(z) - 0.4)) - 4.6);
    }

    /** Place within a vertebra and its disc: from 0 to 0.79 bone, then disc. */
    private double phase(double z) {
        double t = (z + offset) / PITCH_MM;
        return t - Math.floor(t);
    }

    private static double canalHu(double x, double y, double z) {
        return Math.hypot(x - MIDDLE_X.at(z), y - MIDDLE_Y.at(z) - CANAL_BEHIND_MM) < 5 ? 42 : 18;
    }

    private static double boneHu(double outside, double phase, boolean inBody, double grain) {
        if (inBody && phase > 0.79 && phase < 0.99) {
            return 88 + 8 * grain;
        }
        boolean endPlate = inBody && (phase > 0.74 || phase < 0.04);
        return outside > -2.2 || endPlate ? 440 + 60 * grain : 185 + 45 * grain;
    }
}
