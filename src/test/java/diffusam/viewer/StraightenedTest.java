package diffusam.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Lps;
import diffusam.volume.Plane;
import diffusam.volume.Slice;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An image that lies 20° turned and 12° tilted, cut along the patient's axes. */
class StraightenedTest {
    private static final Grid OBLIQUE = new Grid(new Extent(40, 34, 14), turned(20, 12, 0.9, 0.9, 3));
    private static final Grid STRAIGHT = OBLIQUE.alongPatientAxes();

    /** Grows differently along each axis, so that no two directions can be mistaken for each other. */
    private static final ToDoubleFunction<Lps> VALUE = p -> 100 + 2 * p.x() + 3 * p.y() - 5 * p.z();

    @Test
    void obliquityIsTheLargestAngle() {
        assertEquals(20, OBLIQUE.obliquityDegrees(), 3.5);
        assertEquals(0, STRAIGHT.obliquityDegrees(), 1e-6);
        assertEquals(12, new Grid(new Extent(4, 4, 4), turned(0, 12, 1, 1, 1)).obliquityDegrees(), 1e-6);
    }

    @Test
    void straightGridHoldsEveryVoxel() {
        Extent e = OBLIQUE.extent();
        for (int corner = 0; corner < 8; corner++) {
            Ijk voxel = new Ijk(
                    (corner & 1) * (e.nx() - 1.0), (corner >> 1 & 1) * (e.ny() - 1.0), (corner >> 2) * (e.nz() - 1.0));
            assertTrue(STRAIGHT.position(STRAIGHT.toIndex(OBLIQUE.toLps(voxel))) >= 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Plane.class)
    void lettersAreThoseOfThePlane(Plane plane) {
        assertEquals(
                switch (plane) {
                    case AXIAL -> new Orientation("R", "L", "A", "P");
                    case CORONAL -> new Orientation("R", "L", "S", "I");
                    case SAGITTAL -> new Orientation("A", "P", "S", "I");
                },
                Orientation.of(SliceLayout.of(STRAIGHT, plane)));
    }

    @ParameterizedTest
    @EnumSource(Plane.class)
    void pixelsShowTheImageAtTheirPlaces(Plane plane) {
        SliceLayout layout = SliceLayout.of(STRAIGHT, plane);
        int number = layout.slices() / 2;
        Slice slice = image().slice(layout, number);
        int seen = 0;
        for (int row = 0; row < layout.rows(); row++) {
            for (int column = 0; column < layout.columns(); column++) {
                Lps place = STRAIGHT.toLps(layout.toIndex(number, column, row));
                if (isWellInside(OBLIQUE.toIndex(place))) {
                    assertEquals(VALUE.applyAsDouble(place), slice.at(column, row), 1e-3);
                    seen++;
                } else if (OBLIQUE.position(OBLIQUE.toIndex(place)) < 0) {
                    assertEquals(Volume.OUTSIDE, slice.at(column, row), 1e24);
                }
            }
        }
        assertTrue(seen > 100, "the slice goes through the image");
    }

    @Test
    void ballPaintedOnStraightSlicesIsABallOfTheImagesVoxels() {
        Lps cursor = OBLIQUE.toLps(new Ijk(20, 17, 7));
        LabelMap painted = paint(Tip.SPHERE, 8, cursor);
        Lps centre = Crosshair.nearest(STRAIGHT, STRAIGHT.toIndex(cursor)).lps();
        Extent e = OBLIQUE.extent();
        for (long p = 0; p < e.voxels(); p++) {
            Ijk voxel = new Ijk(p % e.nx(), p / e.nx() % e.ny(), p / e.nx() / e.ny());
            double away = OBLIQUE.toLps(voxel).minus(centre).norm();
            if (away < 8 - 2) {
                assertEquals(1, painted.at(p), "a hole " + away + " mm from the middle");
            } else if (away > 8 + 3) {
                assertEquals(0, painted.at(p), away + " mm from the middle");
            }
        }
    }

    @Test
    void whatIsPaintedOnAStraightSliceShowsThere() {
        Lps centre = OBLIQUE.toLps(new Ijk(20, 17, 7));
        LabelMap painted = paint(Tip.CIRCLE, 6, centre);
        SliceLayout axial = SliceLayout.of(STRAIGHT, Plane.AXIAL);
        Crosshair at = Crosshair.nearest(STRAIGHT, STRAIGHT.toIndex(centre));
        short[] shown = painted.slice(axial, at.slice(axial));
        for (int p = 0; p < shown.length; p++) {
            Lps place = STRAIGHT.toLps(axial.toIndex(at.slice(axial), p % axial.columns(), p / axial.columns()));
            if (place.minus(at.lps()).norm() < 5.9) {
                assertEquals(1, shown[p], "at " + place);
            }
        }
    }

    @Test
    void strokeOverTheEdgeTouchesWhatIsThere() {
        Lps corner = OBLIQUE.toLps(new Ijk(0, 0, 7));
        LabelMap painted = paint(Tip.CIRCLE, 6, corner);
        assertEquals(1, painted.at(0, 0, 7));
        assertEquals(0, painted.at(20, 17, 7));
    }

    @Test
    void crosshairGoesBackToTheImagesSlices() {
        SliceLayout own = SliceLayout.of(OBLIQUE, Plane.AXIAL);
        Crosshair straight = new Crosshair(OBLIQUE, 12, 20, 5).on(STRAIGHT);
        assertTrue(straight.lps().minus(OBLIQUE.toLps(new Ijk(12, 20, 5))).norm() < 2, "stays where it is");
        assertEquals(5, straight.slice(own));
        Crosshair back = straight.onSlice(own, 9);
        assertEquals(OBLIQUE, back.grid());
        assertEquals(9, back.k());
        assertFalse(straight.grid().equals(OBLIQUE));
    }

    private static LabelMap paint(Tip tip, double radiusMm, Lps centre) {
        SliceLayout axial = SliceLayout.of(STRAIGHT, Plane.AXIAL);
        LabelMap empty = LabelMap.empty(OBLIQUE);
        Crosshair at = Crosshair.nearest(STRAIGHT, STRAIGHT.toIndex(centre));
        BrushTool brush =
                new BrushTool(tip, radiusMm, Optional.empty(), new Paint(1, false, PaintOver.unlocked(Set.of())));
        SlicePoint point = at.point(axial);
        brush.press(new ToolSlice(image(), empty, axial, at.slice(axial)), point);
        return empty.apply(brush.release(point).orElseThrow().edit(empty));
    }

    private static Volume image() {
        Volume.Builder builder = new Volume.Builder(OBLIQUE, VoxelType.FLOAT32);
        Extent e = OBLIQUE.extent();
        for (int k = 0; k < e.nz(); k++) {
            for (int j = 0; j < e.ny(); j++) {
                for (int i = 0; i < e.nx(); i++) {
                    builder.set(i, j, k, VALUE.applyAsDouble(OBLIQUE.toLps(new Ijk(i, j, k))));
                }
            }
        }
        return builder.build();
    }

    private static boolean isWellInside(Ijk index) {
        Extent e = OBLIQUE.extent();
        return index.i() >= 0
                && index.i() <= e.nx() - 1
                && index.j() >= 0
                && index.j() <= e.ny() - 1
                && index.k() >= 0
                && index.k() <= e.nz() - 1;
    }

    /** Turned about the patient's long axis, then tilted about the line from right to left. */
    private static Affine turned(double aboutZ, double aboutX, double spacingI, double spacingJ, double spacingK) {
        double z = Math.toRadians(aboutZ);
        double x = Math.toRadians(aboutX);
        Lps i = new Lps(Math.cos(z), Math.sin(z) * Math.cos(x), Math.sin(z) * Math.sin(x));
        Lps j = new Lps(-Math.sin(z), Math.cos(z) * Math.cos(x), Math.cos(z) * Math.sin(x));
        return new Affine(i.times(spacingI), j.times(spacingJ), i.cross(j).times(spacingK), new Lps(-31, 12, 40));
    }
}
