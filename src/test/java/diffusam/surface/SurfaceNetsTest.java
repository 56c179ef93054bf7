package diffusam.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Lps;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurfaceNetsTest {
    private static final double RADIUS_MM = 20;
    private static final Affine RIGHT_HANDED =
            new Affine(new Lps(-1, 0, 0), new Lps(0, -1.5, 0), new Lps(0, 0, 2), new Lps(30, 40, -50));
    private static final Affine LEFT_HANDED =
            new Affine(new Lps(1, 0, 0), new Lps(0, -1.5, 0), new Lps(0, 0, 2), new Lps(-30, 40, -50));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBallHasTheVolumeAndAreaOfABall(boolean rightHanded) {
        Surface ball = SurfaceNets.of(ball(rightHanded ? RIGHT_HANDED : LEFT_HANDED), 3, Long.MAX_VALUE);
        assertEquals(4.0 / 3 * Math.PI * Math.pow(RADIUS_MM, 3), ball.volumeMm3(), 0.03 * 33510);
        assertEquals(4 * Math.PI * RADIUS_MM * RADIUS_MM, ball.areaMm2(), 0.05 * 5027);
    }

    @Test
    void theSurfaceIsClosed() {
        Surface ball = SurfaceNets.of(ball(RIGHT_HANDED), 3, Long.MAX_VALUE);
        Map<Long, Integer> edges = new HashMap<>();
        for (int t = 0; t < ball.triangles().length; t += 3) {
            for (int side = 0; side < 3; side++) {
                long a = ball.triangles()[t + side];
                long b = ball.triangles()[t + (side + 1) % 3];
                edges.merge(a << 32 | b, 1, Integer::sum);
            }
        }
        edges.forEach((edge, count) -> {
            assertEquals(1, count, "each direction of an edge belongs to one triangle");
            assertTrue(edges.containsKey(edge << 32 | edge >>> 32), "and its neighbour has the other");
        });
    }

    @Test
    void normalsPointOutwards() {
        Surface ball = SurfaceNets.of(ball(RIGHT_HANDED), 3, Long.MAX_VALUE);
        Lps centre = RIGHT_HANDED.toLps(30, 20, 15);
        for (int p = 0; p < ball.points().length; p += 3) {
            Lps out = new Lps(ball.points()[p], ball.points()[p + 1], ball.points()[p + 2]).minus(centre);
            Lps normal = new Lps(ball.normals()[p], ball.normals()[p + 1], ball.normals()[p + 2]);
            assertTrue(out.unit().dot(normal) > 0.5, "at " + out);
        }
    }

    @Test
    void aCoarserSurfaceHasFewerTrianglesAndNearlyTheSameVolume() {
        Surface fine = SurfaceNets.of(ball(RIGHT_HANDED), 3, Long.MAX_VALUE);
        Surface coarse = SurfaceNets.of(ball(RIGHT_HANDED), 3, 8000);
        assertTrue(coarse.triangleCount() < fine.triangleCount() / 2);
        assertEquals(fine.volumeMm3(), coarse.volumeMm3(), 0.05 * fine.volumeMm3());
    }

    @Test
    void aLabelAtTheEdgeOfTheMapIsClosedToo() {
        Grid grid = new Grid(new Extent(3, 3, 3), Affine.of(1, 1, 1));
        LabelEdit.Builder edit = LabelMap.empty(grid).edit();
        for (long p = 0; p < 27; p++) {
            edit.set(p, 1);
        }
        Surface cube = SurfaceNets.of(LabelMap.empty(grid).apply(edit.build()), 1, Long.MAX_VALUE);
        assertEquals(108, cube.triangleCount());
        assertTrue(cube.volumeMm3() > 15 && cube.volumeMm3() < 27, "a rounded cube of " + cube.volumeMm3());
    }

    @Test
    void anAbsentLabelHasNoSurface() {
        assertSame(Surface.EMPTY, SurfaceNets.of(ball(RIGHT_HANDED), 4, Long.MAX_VALUE));
    }

    private static LabelMap ball(Affine affine) {
        Grid grid = new Grid(new Extent(60, 40, 30), affine);
        Lps centre = affine.toLps(30, 20, 15);
        LabelEdit.Builder edit = LabelMap.empty(grid).edit();
        for (int k = 0; k < 30; k++) {
            for (int j = 0; j < 40; j++) {
                for (int i = 0; i < 60; i++) {
                    if (grid.toLps(new Ijk(i, j, k)).minus(centre).norm() <= RADIUS_MM) {
                        edit.set(i, j, k, 3);
                    }
                }
            }
        }
        return LabelMap.empty(grid).apply(edit.build());
    }
}
