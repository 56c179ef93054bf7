package diffusam.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import org.junit.jupiter.api.Test;

class EllipseStatisticsTest {
    private static final Grid GRID = new Grid(new Extent(9, 7, 2), Affine.of(0.5, 2, 3));
    private static final SliceLayout AXIAL = SliceLayout.of(GRID, Plane.AXIAL);

    @Test
    void pixelsWhoseCentresLieInItAreCounted() {
        EllipseStatistics found = EllipseStatistics.of(columns(), AXIAL, 1, 2, 3, 6, 3);
        assertEquals(5, found.values().count(), "an ellipse without height is a row");
        found = EllipseStatistics.of(columns(), AXIAL, 1, 6, 4, 2, 2);
        assertEquals(5 + 2, found.values().count(), "row 3 from column 2 to 6, rows 2 and 4 at column 4");
        assertEquals(Math.PI * (2 * 0.5) * (1 * 2), found.areaMm2(), 1e-12);
    }

    @Test
    void valuesAreThoseOfTheClosedForm() {
        EllipseStatistics found = EllipseStatistics.of(columns(), AXIAL, 1, 2, 3, 6, 3);
        assertEquals(4, found.values().mean(), 1e-12);
        assertEquals(Math.sqrt(2), found.values().deviation(), 1e-12, "of 2, 3, 4, 5, 6");
        assertEquals(2, found.values().least());
        assertEquals(6, found.values().most());
    }

    @Test
    void whatLiesOutsideOfTheImageIsNotCounted() {
        EllipseStatistics found = EllipseStatistics.of(columns(), AXIAL, 1, -40, -40, -20, -20);
        assertEquals(0, found.values().count());
        assertTrue(Double.isNaN(found.values().mean()));
    }

    private static Volume columns() {
        Volume.Builder builder = new Volume.Builder(GRID, VoxelType.INT16);
        for (int j = 0; j < 7; j++) {
            for (int i = 0; i < 9; i++) {
                builder.set(i, j, 1, i);
            }
        }
        return builder.build();
    }
}
