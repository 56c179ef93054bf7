package diffusam.io.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.io.raw.ImageFileException;
import diffusam.surface.Surface;
import diffusam.surface.SurfaceNets;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshesTest {
    @TempDir
    private Path folder;

    private final Surface ellipsoid = ellipsoid();

    /** What trimesh reads from either file, and finds to be watertight; see src/test/python/mesh_reference.py. */
    @Test
    void surfacesAreWhatAnotherProgramReads() {
        assertEquals(2252, ellipsoid.triangleCount());
        assertEquals(11755.239, ellipsoid.volumeMm3(), 0.01);
        assertEquals(2675.836, ellipsoid.areaMm2(), 0.01);
        assertEquals(List.of(-35.12, 20.43, 383.36), corner(-1));
        assertEquals(List.of(-4.88, 39.57, 416.64), corner(1));
    }

    /** The least or the greatest coordinates, to two digits. */
    private List<Double> corner(int sign) {
        return IntStream.range(0, 3)
                .mapToObj(axis -> IntStream.range(0, ellipsoid.pointCount())
                                .mapToDouble(p -> sign * ellipsoid.points()[3 * p + axis])
                                .max()
                                .orElseThrow()
                        * sign)
                .map(value -> Math.round(100 * value) / 100.0)
                .toList();
    }

    @Test
    void stlHoldsEveryTriangleWithItsNormal() throws IOException {
        Path file = folder.resolve("a.stl");
        Meshes.write(List.of(new Meshes.Named("Liver", ellipsoid), new Meshes.Named("Again", ellipsoid)), file);
        ByteBuffer stl = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertFalse(new String(stl.array(), 0, 5, java.nio.charset.StandardCharsets.US_ASCII).equals("solid"));
        int triangles = stl.getInt(80);
        assertEquals(2 * ellipsoid.triangleCount(), triangles);
        assertEquals(84 + 50 * triangles, stl.capacity());
        for (int t = 0; t < triangles; t++) {
            Lps normal = lps(stl, 84 + 50 * t);
            Lps a = lps(stl, 84 + 50 * t + 12);
            Lps outwards = lps(stl, 84 + 50 * t + 24)
                    .minus(a)
                    .cross(lps(stl, 84 + 50 * t + 36).minus(a));
            assertEquals(1, normal.norm(), 1e-5);
            assertEquals(outwards.norm(), normal.dot(outwards), 1e-3 * outwards.norm());
        }
    }

    @Test
    void objNamesEachSurfaceAndCountsOnFromTheOneBefore() throws IOException {
        Path file = folder.resolve("a.obj");
        Meshes.write(List.of(new Meshes.Named("Left kidney", ellipsoid), new Meshes.Named("B", ellipsoid)), file);
        List<String> lines = Files.readAllLines(file);
        assertTrue(lines.contains("o Left_kidney"));
        assertEquals(
                2 * ellipsoid.pointCount(),
                lines.stream().filter(l -> l.startsWith("v ")).count());
        assertEquals(
                2 * ellipsoid.triangleCount(),
                lines.stream().filter(l -> l.startsWith("f ")).count());
        String last = lines.getLast();
        int corner = ellipsoid.pointCount() + 1 + ellipsoid.triangles()[ellipsoid.triangles().length - 1];
        assertTrue(last.endsWith(" " + corner + "//" + corner), last);
    }

    @Test
    void otherNamesAreRefused() {
        Path file = folder.resolve("a.ply");
        assertThrows(ImageFileException.class, () -> Meshes.write(List.of(), file));
        assertFalse(Files.exists(file));
    }

    private static Lps lps(ByteBuffer stl, int at) {
        return new Lps(stl.getFloat(at), stl.getFloat(at + 4), stl.getFloat(at + 8));
    }

    /** Half axes 10, 16 and 18 mm on a mirrored, turned grid round (-20, 30, 400). */
    private static Surface ellipsoid() {
        Affine affine = new Affine(new Lps(0, -1, 0), new Lps(-2, 0, 0), new Lps(0, 0, -3), new Lps(-4, 42, 421));
        Grid grid = new Grid(new Extent(25, 17, 15), affine);
        LabelMap map = LabelMap.empty(grid);
        LabelEdit.Builder edit = map.edit();
        for (int k = 0; k < 15; k++) {
            for (int j = 0; j < 17; j++) {
                for (int i = 0; i < 25; i++) {
                    Lps p = affine.toLps(i, j, k).minus(new Lps(-20, 30, 400));
                    if (sq(p.x() / 16) + sq(p.y() / 10) + sq(p.z() / 18) < 1) {
                        edit.set(i, j, k, 1);
                    }
                }
            }
        }
        return SurfaceNets.of(map.apply(edit.build()), 1, 1_000_000);
    }

    private static double sq(double x) {
        return x * x;
    }
}
