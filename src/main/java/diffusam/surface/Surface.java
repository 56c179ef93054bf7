package diffusam.surface;

/**
 * A closed surface of triangles in patient space.
 *
 * @param points LPS millimetres, x y z point by point
 * @param normals unit vectors outwards, x y z point by point
 * @param triangles three point numbers each, counter-clockwise seen from outside
 */
@SuppressWarnings("ArrayRecordComponent") // never written after construction, never compared
public record Surface(float[] points, float[] normals, int[] triangles) {
    /** A surface without points. */
    public static final Surface EMPTY = new Surface(new float[0], new float[0], new int[0]);

    public Surface {
        if (points.length % 3 != 0 || normals.length != points.length || triangles.length % 3 != 0) {
            throw new IllegalArgumentException(points.length + " coordinates, " + normals.length + " of normals, "
                    + triangles.length + " corners");
        }
    }

    /** A surface with the normals that follow from its triangles. */
    static Surface of(float[] points, int[] triangles) {
        float[] normals = new float[points.length];
        for (int t = 0; t < triangles.length; t += 3) {
            float[] n = cross(points, 3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]);
            for (int corner = 0; corner < 3; corner++) {
                for (int axis = 0; axis < 3; axis++) {
                    normals[3 * triangles[t + corner] + axis] += n[axis];
                }
            }
        }
        for (int p = 0; p < normals.length; p += 3) {
            float length = (float) Math.sqrt(
                    normals[p] * normals[p] + normals[p + 1] * normals[p + 1] + normals[p + 2] * normals[p + 2]);
            float scale = length > 0 ? 1 / length : 0;
            normals[p] *= scale;
            normals[p + 1] *= scale;
            normals[p + 2] *= scale;
        }
        return new Surface(points, normals, triangles);
    }

    public int pointCount() {
        return points.length / 3;
    }

    public int triangleCount() {
        return triangles.length / 3;
    }

    public double areaMm2() {
        double area = 0;
        for (int t = 0; t < triangles.length; t += 3) {
            float[] n = cross(points, 3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]);
            area += Math.sqrt((double) n[0] * n[0] + (double) n[1] * n[1] + (double) n[2] * n[2]) / 2;
        }
        return area;
    }

    /** The volume inside, by the divergence theorem. */
    public double volumeMm3() {
        double volume = 0;
        for (int t = 0; t < triangles.length; t += 3) {
            int a = 3 * triangles[t];
            int b = 3 * triangles[t + 1];
            int c = 3 * triangles[t + 2];
            double x = (double) points[b + 1] * points[c + 2] - (double) points[b + 2] * points[c + 1];
            double y = (double) points[b + 2] * points[c] - (double) points[b] * points[c + 2];
            double z = (double) points[b] * points[c + 1] - (double) points[b + 1] * points[c];
            volume += points[a] * x + points[a + 1] * y + points[a + 2] * z;
        }
        return volume / 6;
    }

    /** Twice the triangle's area along its outward normal. */
    private static float[] cross(float[] p, int a, int b, int c) {
        float ux = p[b] - p[a];
        float uy = p[b + 1] - p[a + 1];
        float uz = p[b + 2] - p[a + 2];
        float vx = p[c] - p[a];
        float vy = p[c + 1] - p[a + 1];
        float vz = p[c + 2] - p[a + 2];
        return new float[] {uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx};
    }
}
