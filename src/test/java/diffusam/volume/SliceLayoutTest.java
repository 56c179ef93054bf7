package diffusam.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SliceLayoutTest {
    static java.util.List<Grid> orientations() {
        return Orientations.all();
    }

    @Test
    void thickSlicesTellInWhichPlaneAnImageWasTaken() {
        assertEquals(Plane.CORONAL, SliceLayout.acquired(spaced(1, 5, 1)));
        assertEquals(Plane.SAGITTAL, SliceLayout.acquired(spaced(4, 0.7, 0.7)));
        assertEquals(Plane.AXIAL, SliceLayout.acquired(spaced(0.8, 0.8, 3)));
        assertEquals(Plane.AXIAL, SliceLayout.acquired(spaced(1, 1.2, 1)));
    }

    private static Grid spaced(double x, double y, double z) {
        return new Grid(new Extent(4, 5, 6), Affine.of(x, y, z));
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void axialShowsLeftToTheRightAndPosteriorBelow(Grid grid) {
        for (int superior = 0; superior < 3; superior++) {
            Slice picture = picture(grid, Plane.AXIAL, Orientations.position(0, 0, superior), 5, 4);
            for (int row = 0; row < 4; row++) {
                for (int column = 0; column < 5; column++) {
                    assertEquals(Orientations.value(column, row, superior), picture.at(column, row));
                }
            }
            assertEquals(1, picture.columnSpacingMm());
            assertEquals(2, picture.rowSpacingMm());
        }
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void coronalShowsLeftToTheRightAndInferiorBelow(Grid grid) {
        for (int posterior = 0; posterior < 4; posterior++) {
            Slice picture = picture(grid, Plane.CORONAL, Orientations.position(0, posterior, 0), 5, 3);
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 5; column++) {
                    assertEquals(Orientations.value(column, posterior, 2 - row), picture.at(column, row));
                }
            }
            assertEquals(1, picture.columnSpacingMm());
            assertEquals(3, picture.rowSpacingMm());
        }
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void sagittalShowsPosteriorToTheRightAndInferiorBelow(Grid grid) {
        for (int left = 0; left < 5; left++) {
            Slice picture = picture(grid, Plane.SAGITTAL, Orientations.position(left, 0, 0), 4, 3);
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 4; column++) {
                    assertEquals(Orientations.value(left, column, 2 - row), picture.at(column, row));
                }
            }
            assertEquals(2, picture.columnSpacingMm());
            assertEquals(3, picture.rowSpacingMm());
        }
    }

    private static Slice picture(Grid grid, Plane plane, Lps onSlice, int columns, int rows) {
        SliceLayout layout = SliceLayout.of(grid, plane);
        assertEquals(columns, layout.columns());
        assertEquals(rows, layout.rows());
        int index = (int) Math.round(layout.slice(grid.toIndex(onSlice)));
        return Orientations.phantom(grid).slice(layout, index);
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void positionsOfPixelsAndVoxelsAgree(Grid grid) {
        long nx = grid.extent().nx();
        long nxy = nx * grid.extent().ny();
        for (Plane plane : Plane.values()) {
            SliceLayout layout = SliceLayout.of(grid, plane);
            for (int slice = 0; slice < layout.slices(); slice++) {
                SliceLayout.Walk walk = layout.walk(slice);
                for (int row = 0; row < layout.rows(); row++) {
                    for (int column = 0; column < layout.columns(); column++) {
                        Ijk index = layout.toIndex(slice, column, row);
                        assertEquals(slice, layout.slice(index));
                        assertEquals(column, layout.column(index));
                        assertEquals(row, layout.row(index));
                        assertEquals(index.i() + nx * index.j() + nxy * index.k(), walk.at(column, row));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Plane.class)
    void aPlaneKeepsItsNameAndDisplayAtSmallObliquity(Plane plane) {
        Random random = new Random(3);
        for (Grid straight : Orientations.all()) {
            SliceLayout expected = SliceLayout.of(straight, plane);
            for (int n = 0; n < 20; n++) {
                Lps axis = new Lps(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).unit();
                double angle = Math.toRadians(25) * (2 * random.nextDouble() - 1);
                Affine a = straight.affine();
                Grid tilted = new Grid(
                        straight.extent(),
                        new Affine(
                                rotated(a.stepI(), axis, angle),
                                rotated(a.stepJ(), axis, angle),
                                rotated(a.stepK(), axis, angle),
                                a.origin()));
                assertEquals(expected, on(straight, SliceLayout.of(tilted, plane)));
            }
        }
    }

    private static SliceLayout on(Grid grid, SliceLayout layout) {
        return new SliceLayout(
                layout.plane(),
                grid,
                layout.sliceAxis(),
                layout.columnAxis(),
                layout.columnReversed(),
                layout.rowAxis(),
                layout.rowReversed());
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void theThreePlanesCountThreeDifferentAxes(Grid grid) {
        int axes = 0;
        for (Plane plane : Plane.values()) {
            SliceLayout layout = SliceLayout.of(grid, plane);
            axes |= 1 << layout.sliceAxis();
            assertTrue(layout.columnAxis() != layout.rowAxis() && layout.rowAxis() != layout.sliceAxis());
        }
        assertEquals(7, axes);
    }

    /** Rodrigues' formula. */
    private static Lps rotated(Lps v, Lps axis, double angle) {
        return v.times(Math.cos(angle))
                .plus(axis.cross(v).times(Math.sin(angle)))
                .plus(axis.times(axis.dot(v) * (1 - Math.cos(angle))));
    }
}
