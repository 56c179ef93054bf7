package diffusam.io.nifti;

import diffusam.io.nifti.HeaderBytes.Field;
import diffusam.io.raw.Warning;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import java.util.List;
import java.util.Optional;

/**
 * Where a header puts its voxels: by the sform if there is one, else by the qform, else by the voxel sizes alone. NIfTI
 * counts to the right, to anterior and to superior; what leaves this class is LPS millimetres.
 */
final class Orientation {
    /** Corners of a volume that the two forms put further apart than this are worth a warning. */
    private static final double DISAGREEMENT_MM = 1;

    private final HeaderBytes header;
    private final Extent extent;
    private final List<Warning> warnings;
    private final double unitMm;

    private Orientation(HeaderBytes header, Extent extent, List<Warning> warnings) {
        this.header = header;
        this.extent = extent;
        this.warnings = warnings;
        this.unitMm = switch ((int) header.get(Field.XYZT_UNITS, 0) & 7) {
            case 1 -> 1000;
            case 3 -> 0.001;
            default -> 1;
        };
    }

    /** The grid of a header; oddities are added to {@code warnings}. */
    static Grid gridOf(HeaderBytes header, Extent extent, List<Warning> warnings) {
        return new Orientation(header, extent, warnings).grid();
    }

    private Grid grid() {
        Optional<Grid> sform = sform();
        Optional<Grid> qform = qform();
        if (sform.isPresent() && qform.isPresent() && !sform.get().matches(qform.get(), DISAGREEMENT_MM)) {
            warn("Its two statements of position (sform and qform) disagree; the sform was used.");
        }
        if (sform.isPresent()) {
            return sform.get();
        }
        return qform.orElseGet(this::fromVoxelSizes);
    }

    private Optional<Grid> sform() {
        if (header.get(Field.SFORM_CODE, 0) <= 0) {
            return Optional.empty();
        }
        return grid(srowColumn(0), srowColumn(1), srowColumn(2), srowColumn(3), "sform");
    }

    private Lps srowColumn(int column) {
        return ras(
                header.get(Field.SROW, column), header.get(Field.SROW, 4 + column), header.get(Field.SROW, 8 + column));
    }

    private Optional<Grid> qform() {
        if (header.get(Field.QFORM_CODE, 0) <= 0) {
            return Optional.empty();
        }
        double b = header.get(Field.QUATERN_BCD, 0);
        double c = header.get(Field.QUATERN_BCD, 1);
        double d = header.get(Field.QUATERN_BCD, 2);
        double rest = 1 - b * b - c * c - d * d;
        boolean halfTurn = rest < leastRest();
        double norm = halfTurn ? Math.sqrt(1 - rest) : 1;
        double a = halfTurn ? 0 : Math.sqrt(rest);
        b /= norm;
        c /= norm;
        d /= norm;
        double handedness = header.get(Field.PIXDIM, 0) < 0 ? -1 : 1;
        Lps i = ras(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c));
        Lps j = ras(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b));
        Lps k = ras(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c);
        Lps origin = ras(header.get(Field.QOFFSET, 0), header.get(Field.QOFFSET, 1), header.get(Field.QOFFSET, 2));
        return grid(i.times(voxelSize(0)), j.times(voxelSize(1)), k.times(voxelSize(2) * handedness), origin, "qform");
    }

    /** Below this the fourth part of a unit quaternion is the rounding of the stored three. */
    private double leastRest() {
        return header.version() == HeaderBytes.Version.ONE ? 1e-7 : 1e-15;
    }

    /** As ANALYZE's readers do: i to the left, j to anterior, k to superior, the volume's centre at the origin. */
    private Grid fromVoxelSizes() {
        warn("It does not say how it lies in the patient; left and right are a guess, so check them.");
        Lps i = ras(-voxelSize(0), 0, 0);
        Lps j = ras(0, voxelSize(1), 0);
        Lps k = ras(0, 0, voxelSize(2));
        Lps toCentre = i.times((extent.nx() - 1) / 2.0)
                .plus(j.times((extent.ny() - 1) / 2.0))
                .plus(k.times((extent.nz() - 1) / 2.0));
        return grid(i, j, k, toCentre.times(-1), "voxel size").orElseGet(() -> new Grid(extent, Affine.of(1, 1, 1)));
    }

    private Optional<Grid> grid(Lps i, Lps j, Lps k, Lps origin, String form) {
        try {
            return Optional.of(new Grid(
                    extent, new Affine(i.times(unitMm), j.times(unitMm), k.times(unitMm), origin.times(unitMm))));
        } catch (IllegalArgumentException e) {
            warn("Its " + form + " does not span space and was ignored.");
            return Optional.empty();
        }
    }

    /** Voxel size along an index axis in the header's unit; one where the header has none. */
    private double voxelSize(int axis) {
        double size = Math.abs(header.get(Field.PIXDIM, axis + 1));
        return size > 0 && Double.isFinite(size) ? size : 1;
    }

    private void warn(String text) {
        warnings.add(new Warning(text));
    }

    private static Lps ras(double right, double anterior, double superior) {
        return new Lps(0 - right, 0 - anterior, superior);
    }
}
