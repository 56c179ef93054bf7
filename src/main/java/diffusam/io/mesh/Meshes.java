package diffusam.io.mesh;

import diffusam.files.SafeFile;
import diffusam.io.raw.ImageFileException;
import diffusam.surface.Surface;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes surfaces in LPS millimetres, as STL (binary, all surfaces as one) or OBJ (an object for each), whichever the file's
 * name says. May be called from any thread.
 */
public final class Meshes {
    private static final int STL_HEADER = 80;
    private static final int STL_TRIANGLE = 50;

    private Meshes() {}

    /** A surface with the name of what it is of. */
    public record Named(String name, Surface surface) {}

    /**
     * @throws ImageFileException if the name asks for neither format, or the file cannot be written
     */
    public static void write(List<Named> surfaces, Path file) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".stl")) {
            SafeFile.write(file, out -> writeStl(surfaces, out));
        } else if (name.endsWith(".obj")) {
            SafeFile.write(file, out -> writeObj(surfaces, out));
        } else {
            throw new ImageFileException(file, "is no surface file by its name: it has to end in .stl or .obj");
        }
    }

    private static void writeStl(List<Named> surfaces, OutputStream out) throws IOException {
        byte[] header = new byte[STL_HEADER];
        byte[] title = "DiffuSAM Studio, LPS, mm".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(title, 0, header, 0, title.length);
        out.write(header);
        int triangles = surfaces.stream()
                .mapToInt(named -> named.surface().triangleCount())
                .sum();
        out.write(littleEndian(4).putInt(triangles).array());
        for (Named named : surfaces) {
            Surface surface = named.surface();
            for (int t = 0; t < surface.triangles().length; t += 3) {
                out.write(stlTriangle(surface, t));
            }
        }
    }

    /** The normal, the corners, and two bytes that mean nothing. */
    private static byte[] stlTriangle(Surface surface, int first) {
        float[] p = surface.points();
        int a = 3 * surface.triangles()[first];
        int b = 3 * surface.triangles()[first + 1];
        int c = 3 * surface.triangles()[first + 2];
        double ux = p[b] - p[a];
        double uy = p[b + 1] - p[a + 1];
        double uz = p[b + 2] - p[a + 2];
        double vx = p[c] - p[a];
        double vy = p[c + 1] - p[a + 1];
        double vz = p[c + 2] - p[a + 2];
        double nx = uy * vz - uz * vy;
        double ny = uz * vx - ux * vz;
        double nz = ux * vy - uy * vx;
        double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
        double scale = length > 0 ? 1 / length : 0;
        ByteBuffer triangle = littleEndian(STL_TRIANGLE)
                .putFloat((float) (nx * scale))
                .putFloat((float) (ny * scale))
                .putFloat((float) (nz * scale));
        for (int corner : new int[] {a, b, c}) {
            triangle.putFloat(p[corner]).putFloat(p[corner + 1]).putFloat(p[corner + 2]);
        }
        return triangle.array();
    }

    private static void writeObj(List<Named> surfaces, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder("# DiffuSAM Studio, LPS, mm\n");
        int before = 1;
        for (Named named : surfaces) {
            Surface surface = named.surface();
            text.append("o ")
                    .append(named.name().strip().replaceAll("\\s+", "_"))
                    .append('\n');
            vectors(text, "v", surface.points());
            vectors(text, "vn", surface.normals());
            int[] t = surface.triangles();
            for (int n = 0; n < t.length; n += 3) {
                text.append('f');
                for (int corner = n; corner < n + 3; corner++) {
                    int number = before + t[corner];
                    text.append(' ').append(number).append("//").append(number);
                }
                text.append('\n');
            }
            before += surface.pointCount();
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        }
    }

    private static void vectors(StringBuilder text, String kind, float[] xyz) {
        for (int n = 0; n < xyz.length; n += 3) {
            text.append(kind)
                    .append(' ')
                    .append(xyz[n])
                    .append(' ')
                    .append(xyz[n + 1])
                    .append(' ')
                    .append(xyz[n + 2])
                    .append('\n');
        }
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
