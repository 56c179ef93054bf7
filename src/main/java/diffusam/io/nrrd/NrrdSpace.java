package diffusam.io.nrrd;

import diffusam.io.raw.HeaderFields;
import diffusam.io.raw.ImageFileException;
import diffusam.io.raw.Warning;
import diffusam.volume.Affine;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a header puts its voxels, in LPS millimetres. */
final class NrrdSpace {
    private final HeaderFields fields;
    private final NrrdAxes axes;
    private final List<Warning> warnings;

    private NrrdSpace(HeaderFields fields, NrrdAxes axes, List<Warning> warnings) {
        this.fields = fields;
        this.axes = axes;
        this.warnings = warnings;
    }

    /** The grid of a header; oddities are added to {@code warnings}. */
    static Grid gridOf(HeaderFields fields, NrrdAxes axes, List<Warning> warnings) throws ImageFileException {
        return new NrrdSpace(fields, axes, warnings).grid();
    }

    private Grid grid() throws ImageFileException {
        List<Lps> steps = axes.directions().isEmpty() ? bySpacing() : byDirection();
        if (steps.size() == 2) {
            steps.add(steps.get(0).cross(steps.get(1)).unit());
        }
        Lps origin = fields.find("space origin").isPresent()
                ? vector("space origin", fields.text("space origin"))
                : new Lps(0, 0, 0);
        Lps toLps = toLps();
        try {
            return new Grid(
                    axes.extent(),
                    new Affine(
                            scaled(steps.get(0), toLps),
                            scaled(steps.get(1), toLps),
                            scaled(steps.get(2), toLps),
                            scaled(origin, toLps)));
        } catch (IllegalArgumentException e) {
            throw fields.fault("gives index axes that do not span space");
        }
    }

    private List<Lps> byDirection() throws ImageFileException {
        List<Lps> steps = new ArrayList<>();
        for (String direction : axes.directions()) {
            steps.add(vector("space directions", direction));
        }
        return steps;
    }

    private Lps vector(String field, String text) throws ImageFileException {
        String inner = text.replace('(', ' ').replace(')', ' ');
        if (fields.find("space dimension").orElse("").equals("2")) {
            List<Double> xy = fields.numbers(field, inner, 2);
            return new Lps(xy.get(0), xy.get(1), 0);
        }
        List<Double> xyz = fields.numbers(field, inner, 3);
        return new Lps(xyz.get(0), xyz.get(1), xyz.get(2));
    }

    private List<Lps> bySpacing() throws ImageFileException {
        double[] spacing = {1, 1, 1};
        if (fields.find("spacings").isPresent()) {
            int count = (int) fields.whole("dimension");
            List<Double> all = fields.numbers("spacings", count);
            for (int n = 0; n < 3 && axes.first() + n < count; n++) {
                double mm = Math.abs(all.get(axes.first() + n));
                spacing[n] = mm > 0 && Double.isFinite(mm) ? mm : 1;
            }
        }
        List<Lps> steps = new ArrayList<>();
        steps.add(new Lps(spacing[0], 0, 0));
        steps.add(new Lps(0, spacing[1], 0));
        steps.add(new Lps(0, 0, spacing[2]));
        return steps;
    }

    /** What the coordinates are multiplied with to become LPS. */
    private Lps toLps() {
        String space = fields.find("space").orElse("").toLowerCase(Locale.ROOT).replace("-time", "");
        return switch (space) {
            case "right-anterior-superior", "ras" -> new Lps(-1, -1, 1);
            case "left-anterior-superior", "las" -> new Lps(1, -1, 1);
            case "left-posterior-superior", "lps" -> new Lps(1, 1, 1);
            default -> {
                warnings.add(new Warning(
                        "It does not say how it lies in the patient; left and right are a guess, so check them."));
                yield new Lps(1, 1, 1);
            }
        };
    }

    private static Lps scaled(Lps v, Lps by) {
        return new Lps(v.x() * by.x(), v.y() * by.y(), v.z() * by.z());
    }
}
