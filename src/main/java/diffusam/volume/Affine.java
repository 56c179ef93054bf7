package diffusam.volume;

/**
 * The upper three rows of the 4×4 matrix from voxel index to LPS millimetres, by columns: one step along i, j and k, and
 * the centre of voxel (0, 0, 0).
 */
public record Affine(Lps stepI, Lps stepJ, Lps stepK, Lps origin) {
    private static final int[][] PERMUTATIONS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    public Affine {
        double volume = Math.abs(stepI.dot(stepJ.cross(stepK)));
        double ofBox = stepI.norm() * stepJ.norm() * stepK.norm();
        if (!(volume > 1e-6 * ofBox) || !Double.isFinite(ofBox) || !Double.isFinite(origin.norm())) {
            throw new IllegalArgumentException(
                    "the index axes do not span space: " + stepI + ", " + stepJ + ", " + stepK);
        }
    }

    /** Axis-aligned: i to the left, j to posterior, k to superior. */
    public static Affine of(double spacingIMm, double spacingJMm, double spacingKMm) {
        return new Affine(
                new Lps(spacingIMm, 0, 0), new Lps(0, spacingJMm, 0), new Lps(0, 0, spacingKMm), new Lps(0, 0, 0));
    }

    /** Displacement of one step along index axis 0, 1 or 2. */
    public Lps step(int axis) {
        return switch (axis) {
            case 0 -> stepI;
            case 1 -> stepJ;
            case 2 -> stepK;
            default -> throw new IllegalArgumentException("index axis " + axis);
        };
    }

    /** For patient axes x, y, z the index axis that runs closest along each, all different. */
    int[] nearestAxes() {
        int[] best = PERMUTATIONS[0];
        double bestScore = -1;
        for (int[] candidate : PERMUTATIONS) {
            double score = 0;
            for (int patient = 0; patient < 3; patient++) {
                score += Math.abs(step(candidate[patient]).unit().along(patient));
            }
            if (score > bestScore + 1e-9) {
                bestScore = score;
                best = candidate;
            }
        }
        return best;
    }

    public double determinant() {
        return stepI.dot(stepJ.cross(stepK));
    }

    public Lps toLps(double i, double j, double k) {
        return new Lps(
                origin.x() + i * stepI.x() + j * stepJ.x() + k * stepK.x(),
                origin.y() + i * stepI.y() + j * stepJ.y() + k * stepK.y(),
                origin.z() + i * stepI.z() + j * stepJ.z() + k * stepK.z());
    }

    /** Inverse of {@link #toLps}, by Cramer's rule. */
    public Ijk toIndex(Lps point) {
        Lps p = point.minus(origin);
        double d = determinant();
        return new Ijk(p.dot(stepJ.cross(stepK)) / d, stepI.dot(p.cross(stepK)) / d, stepI.dot(stepJ.cross(p)) / d);
    }
}
