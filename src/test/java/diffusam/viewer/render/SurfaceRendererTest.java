package diffusam.viewer.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.surface.Surface;
import diffusam.surface.SurfaceNets;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurfaceRendererTest {
    private static final int SIZE = 101;
    private static final double CLOSE = 1e-9;

    /** A block at the patient's left, front and top of the origin. */
    private static final Surface BLOCK = block(2, -12, 4);

    private final SurfaceRenderer renderer = new SurfaceRenderer();

    @Test
    void fromTheFrontThePatientsLeftIsOnTheRightAndTheHeadAbove() {
        assertEquals("right upper", quadrant(draw(Orbit.FROM_THE_FRONT, BLOCK)));
        assertEquals("left upper", quadrant(draw(Orbit.FROM_THE_FRONT.turned(180, 0), BLOCK)));
    }

    @Test
    void fromThePatientsLeftTheFrontIsOnTheLeft() {
        assertEquals("left upper", quadrant(draw(new Orbit(90, 0, 1, 0, 0), BLOCK)));
    }

    @Test
    void fromAboveTheFrontIsBelow() {
        assertEquals("right lower", quadrant(draw(new Orbit(0, 90, 1, 0, 0), BLOCK)));
    }

    @Test
    void theAxesOfAViewAreAtRightAngles() {
        Orbit orbit = new Orbit(33, -21, 1, 0, 0);
        assertEquals(0, orbit.right().dot(orbit.down()), CLOSE);
        assertEquals(0, orbit.into().dot(orbit.down()), CLOSE);
        assertEquals(1, orbit.down().norm(), CLOSE);
        assertEquals(1, orbit.right().cross(orbit.down()).dot(orbit.into()), CLOSE);
        assertEquals(-1, Orbit.FROM_THE_FRONT.down().z(), CLOSE);
    }

    @Test
    void whatIsNearerHidesWhatIsBehind() {
        Surface behind = block(2, 20, 4);
        int[] drawn = new int[SIZE * SIZE];
        SurfacePicture picture = new SurfacePicture(
                List.of(new SurfacePicture.Colored(BLOCK, 0xFF0000), new SurfacePicture.Colored(behind, 0x00FF00)),
                List.of(),
                new Lps(0, 0, 0),
                30,
                Orbit.FROM_THE_FRONT);
        renderer.render(picture, SIZE, SIZE, drawn);
        boolean anyGreen = false;
        boolean anyRed = false;
        for (int p : drawn) {
            anyGreen |= (p & 0x00FF00) != 0;
            anyRed |= (p & 0xFF0000) != 0;
        }
        assertTrue(anyRed);
        assertTrue(!anyGreen, "the block behind is covered by the equal block before it");
    }

    @Test
    void zoomEnlarges() {
        int once = filled(draw(Orbit.FROM_THE_FRONT, BLOCK));
        int twice = filled(draw(Orbit.FROM_THE_FRONT.zoomed(1.5), BLOCK));
        assertEquals(2.25, (double) twice / once, 0.25);
    }

    private int[] draw(Orbit orbit, Surface surface) {
        int[] drawn = new int[SIZE * SIZE];
        SurfacePicture picture = new SurfacePicture(
                List.of(new SurfacePicture.Colored(surface, 0xFF0000)), List.of(), new Lps(0, 0, 0), 30, orbit);
        renderer.render(picture, SIZE, SIZE, drawn);
        return drawn;
    }

    private static int filled(int[] drawn) {
        int count = 0;
        for (int p : drawn) {
            count += p == 0xFF000000 ? 0 : 1;
        }
        return count;
    }

    private static String quadrant(int[] drawn) {
        double x = 0;
        double y = 0;
        int count = filled(drawn);
        assertTrue(count > 50, count + " pixels");
        for (int p = 0; p < drawn.length; p++) {
            if (drawn[p] != 0xFF000000) {
                x += (double) (p % SIZE) / count;
                y += (double) (p / SIZE) / count;
            }
        }
        return (x > SIZE / 2.0 ? "right" : "left") + (y > SIZE / 2.0 ? " lower" : " upper");
    }

    /** A block of 10 mm whose corner nearest (right, front, foot) is at x, y, z. */
    private static Surface block(double x, double y, double z) {
        Grid grid = new Grid(
                new Extent(10, 10, 10),
                new Affine(new Lps(1, 0, 0), new Lps(0, 1, 0), new Lps(0, 0, 1), new Lps(x, y, z)));
        LabelEdit.Builder edit = LabelMap.empty(grid).edit();
        for (long p = 0; p < 1000; p++) {
            edit.set(p, 1);
        }
        return SurfaceNets.of(LabelMap.empty(grid).apply(edit.build()), 1, Long.MAX_VALUE);
    }
}
