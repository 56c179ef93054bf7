package diffusam.io.nifti;

import diffusam.io.nifti.HeaderBytes.Field;
import diffusam.volume.Affine;
import diffusam.volume.Grid;
import diffusam.volume.Lps;

/** Writes where a grid lies into a header: the sform always, the qform where the index axes are orthogonal. */
final class FormWriter {
    private static final int SCANNER_COORDINATES = 1;

    /** Cosine of the angle between index axes up to which they count as orthogonal. */
    private static final double ORTHOGONAL = 1e-4;

    private FormWriter() {}

    static void write(Grid grid, HeaderBytes header) {
        Affine affine = grid.affine();
        header.put(Field.SFORM_CODE, 0, SCANNER_COORDINATES);
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                header.put(Field.SROW, 4 * row + column, ras(affine.step(column), row));
            }
            header.put(Field.SROW, 4 * row + 3, ras(affine.origin(), row));
        }
        // Two axes are mirrored between LPS and RAS, so the sign of the determinant is the same in both.
        double handedness = Math.signum(affine.determinant());
        header.put(Field.PIXDIM, 0, handedness);
        for (int axis = 0; axis < 3; axis++) {
            header.put(Field.PIXDIM, axis + 1, grid.spacingMm(axis));
        }
        if (isOrthogonal(affine)) {
            writeQform(affine, handedness, header);
        }
    }

    private static boolean isOrthogonal(Affine affine) {
        Lps i = affine.stepI().unit();
        Lps j = affine.stepJ().unit();
        Lps k = affine.stepK().unit();
        return Math.abs(i.dot(j)) < ORTHOGONAL && Math.abs(j.dot(k)) < ORTHOGONAL && Math.abs(k.dot(i)) < ORTHOGONAL;
    }

    private static void writeQform(Affine affine, double handedness, HeaderBytes header) {
        double[][] r = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                double sign = column == 2 ? handedness : 1;
                r[row][column] = sign * ras(affine.step(column).unit(), row);
            }
        }
        double[] abcd = quaternion(r);
        header.put(Field.QFORM_CODE, 0, SCANNER_COORDINATES);
        for (int n = 0; n < 3; n++) {
            header.put(Field.QUATERN_BCD, n, abcd[n + 1]);
            header.put(Field.QOFFSET, n, ras(affine.origin(), n));
        }
    }

    /** The unit quaternion (a, b, c, d), a ≥ 0, of a proper rotation; the largest part is found first, for its precision. */
    private static double[] quaternion(double[][] r) {
        double[] squares = {
            1 + r[0][0] + r[1][1] + r[2][2],
            1 + r[0][0] - r[1][1] - r[2][2],
            1 - r[0][0] + r[1][1] - r[2][2],
            1 - r[0][0] - r[1][1] + r[2][2]
        };
        int largest = 0;
        for (int n = 1; n < 4; n++) {
            largest = squares[n] > squares[largest] ? n : largest;
        }
        double bc = r[0][1] + r[1][0];
        double bd = r[0][2] + r[2][0];
        double cd = r[1][2] + r[2][1];
        double ab = r[2][1] - r[1][2];
        double ac = r[0][2] - r[2][0];
        double ad = r[1][0] - r[0][1];
        double[] abcd = switch (largest) {
            case 0 -> new double[] {squares[0], ab, ac, ad};
            case 1 -> new double[] {ab, squares[1], bc, bd};
            case 2 -> new double[] {ac, bc, squares[2], cd};
            default -> new double[] {ad, bd, cd, squares[3]};
        };
        double norm = 2 * Math.sqrt(squares[largest]) * (abcd[0] < 0 ? -1 : 1);
        for (int n = 0; n < 4; n++) {
            abcd[n] /= norm;
        }
        return abcd;
    }

    private static double ras(Lps point, int axis) {
        double lps = point.along(axis);
        return axis < 2 ? 0 - lps : lps;
    }
}
