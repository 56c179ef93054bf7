package diffusam.viewer.render;

import diffusam.surface.Surface;
import diffusam.volume.Lps;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws surfaces with a depth buffer and light from the viewer, without a graphics card, so that they look the same on every
 * machine. Keeps its buffers between calls, and draws the surfaces anew only if they or the viewer have moved, so each thread
 * needs its own.
 */
public final class SurfaceRenderer {
    private static final int BACKGROUND = 0xFF000000;
    private static final float AMBIENT = 0.25f;

    private @Nullable Scene drawn;
    private int[] surfaces = new int[0];
    private float[] depth = new float[0];
    private float[] screen = new float[0]; // x, y, depth, light of each point

    /** What the surfaces look like, whatever outlines are drawn over them. */
    private record Scene(List<SurfacePicture.Colored> surfaces, Projection projection, int width, int height) {}

    /**
     * @param argb receives the picture row by row; every pixel is opaque
     */
    public void render(SurfacePicture picture, int width, int height, int[] argb) {
        if (argb.length < width * height) {
            throw new IllegalArgumentException(argb.length + " pixels for " + width + "×" + height);
        }
        Projection projection = Projection.of(picture, width, height);
        Scene scene = new Scene(picture.surfaces(), projection, width, height);
        if (!scene.equals(drawn)) {
            drawSurfaces(scene);
            drawn = scene;
        }
        System.arraycopy(surfaces, 0, argb, 0, width * height);
        Raster raster = new Raster(argb, depth, width, height);
        for (SurfacePicture.Outline outline : picture.outlines()) {
            for (int n = 0; n < outline.corners().size(); n++) {
                Lps next = outline.corners().get((n + 1) % outline.corners().size());
                raster.line(projection.of(outline.corners().get(n)), projection.of(next), 0xFF000000 | outline.rgb());
            }
        }
    }

    private void drawSurfaces(Scene scene) {
        int pixels = scene.width * scene.height;
        if (depth.length < pixels) {
            depth = new float[pixels];
            surfaces = new int[pixels];
        }
        Arrays.fill(surfaces, 0, pixels, BACKGROUND);
        Arrays.fill(depth, 0, pixels, Float.POSITIVE_INFINITY);
        Raster raster = new Raster(surfaces, depth, scene.width, scene.height);
        for (SurfacePicture.Colored colored : scene.surfaces) {
            project(colored.surface(), scene.projection);
            fill(colored, raster);
        }
    }

    private void project(Surface surface, Projection projection) {
        int count = surface.pointCount();
        if (screen.length < 4 * count) {
            screen = new float[4 * count];
        }
        float[] p = surface.points();
        float[] n = surface.normals();
        for (int a = 0; a < count; a++) {
            float x = p[3 * a];
            float y = p[3 * a + 1];
            float z = p[3 * a + 2];
            screen[4 * a] = projection.x(x, y, z);
            screen[4 * a + 1] = projection.y(x, y, z);
            screen[4 * a + 2] = projection.depth(x, y, z);
            float facing = -projection.into(n[3 * a], n[3 * a + 1], n[3 * a + 2]);
            screen[4 * a + 3] = AMBIENT + (1 - AMBIENT) * Math.max(0, facing);
        }
    }

    private void fill(SurfacePicture.Colored colored, Raster raster) {
        int[] triangles = colored.surface().triangles();
        for (int t = 0; t < triangles.length; t += 3) {
            raster.triangle(screen, 4 * triangles[t], 4 * triangles[t + 1], 4 * triangles[t + 2], colored.rgb());
        }
    }

    /** From LPS millimetres to pixels, with depth growing away from the viewer. */
    private record Projection(
            float rx,
            float ry,
            float rz,
            float x0,
            float dx,
            float dy,
            float dz,
            float y0,
            float ix,
            float iy,
            float iz) {
        static Projection of(SurfacePicture picture, int width, int height) {
            Orbit orbit = picture.orbit();
            double scale = Math.min(width, height) / 2.0 / picture.radiusMm() * orbit.zoom();
            Lps right = orbit.right().times(scale);
            Lps down = orbit.down().times(scale);
            Lps into = orbit.into();
            return new Projection(
                    (float) right.x(),
                    (float) right.y(),
                    (float) right.z(),
                    (float) (width / 2.0 + orbit.panX() * height - right.dot(picture.centre())),
                    (float) down.x(),
                    (float) down.y(),
                    (float) down.z(),
                    (float) (height / 2.0 + orbit.panY() * height - down.dot(picture.centre())),
                    (float) into.x(),
                    (float) into.y(),
                    (float) into.z());
        }

        float x(float x, float y, float z) {
            return rx * x + ry * y + rz * z + x0;
        }

        float y(float x, float y, float z) {
            return dx * x + dy * y + dz * z + y0;
        }

        float depth(float x, float y, float z) {
            return into(x, y, z);
        }

        float into(float x, float y, float z) {
            return ix * x + iy * y + iz * z;
        }

        float[] of(Lps p) {
            float x = (float) p.x();
            float y = (float) p.y();
            float z = (float) p.z();
            return new float[] {x(x, y, z), y(x, y, z), depth(x, y, z)};
        }
    }
}
