package diffusam.volume;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SameVoxelsTest {
    /** Turned about the third axis, with steps of 0.5, 2 and 3 mm. */
    private static final Lps I = new Lps(0.3, 0.4, 0);

    private static final Lps J = new Lps(-1.6, 1.2, 0);
    private static final Lps K = new Lps(0, 0, 3);
    private static final Grid GRID = new Grid(new Extent(10, 7, 1), new Affine(I, J, K, new Lps(5, 6, 7)));

    @Test
    void aGridIsMadeOfItsOwnVoxels() {
        assertTrue(GRID.hasVoxelsOf(GRID));
    }

    @Test
    void axesMayBeSwappedAndTurnedRound() {
        Lps corner = GRID.toLps(new Ijk(9, 0, 0));
        Grid turned = new Grid(new Extent(7, 1, 10), new Affine(J, K.times(-1), I.times(-1), corner));
        assertTrue(GRID.hasVoxelsOf(turned));
        assertTrue(turned.hasVoxelsOf(GRID));
    }

    @Test
    void roundedHeadersAreForgiven() {
        Affine rounded = new Affine(I.times(1.0005), J, K, new Lps(5.01, 6, 7));
        assertTrue(GRID.hasVoxelsOf(new Grid(GRID.extent(), rounded)));
    }

    @Test
    void anotherPlaceSpacingOrExtentIsAnotherGrid() {
        assertFalse(GRID.hasVoxelsOf(new Grid(GRID.extent(), new Affine(I, J, K, GRID.toLps(new Ijk(0, 0.5, 0))))));
        assertFalse(GRID.hasVoxelsOf(new Grid(GRID.extent(), new Affine(I.times(1.1), J, K, new Lps(5, 6, 7)))));
        assertFalse(GRID.hasVoxelsOf(new Grid(new Extent(10, 7, 2), GRID.affine())));
        assertFalse(GRID.hasVoxelsOf(new Grid(new Extent(7, 10, 1), GRID.affine())));
    }

    @Test
    void turningRoundWithoutMovingTheCornerIsAnotherGrid() {
        assertFalse(GRID.hasVoxelsOf(new Grid(GRID.extent(), new Affine(I.times(-1), J, K, new Lps(5, 6, 7)))));
    }

    @Test
    void aBlockCutOutOfAGridIsMadeOfItsVoxels() {
        Grid block = new Grid(new Extent(4, 3, 1), new Affine(I, J.times(-1), K, GRID.toLps(new Ijk(6, 6, 0))));
        assertTrue(GRID.holdsVoxelsOf(block));
        assertFalse(GRID.hasVoxelsOf(block));
        assertFalse(GRID.holdsVoxelsOf(new Grid(new Extent(5, 3, 1), block.affine())));
        assertFalse(block.holdsVoxelsOf(GRID));
    }
}
