package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.awt.image.BufferedImage;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
    private static final int WHITE = 0xFFFFFFFF;
    private static final Grid GRID = new Grid(new Extent(60, 60, 40), Affine.of(1, 0.5, 3));
    private static final SliceLayout AXIAL = SliceLayout.of(GRID, Plane.AXIAL);

    private final Volume image = new Volume.Builder(GRID, VoxelType.INT16).build();

    @Test
    void tilesKeepMillimetresAndSeedsAreFramed() {
        LabelMap empty = LabelMap.empty(GRID);
        var edit = empty.edit();
        for (int k = 10; k <= 13; k++) {
            for (int j = 20; j < 40; j++) {
                for (int i = 20; i < 40; i++) {
                    edit.set(i, j, k, 1);
                }
            }
        }
        BufferedImage sheet = new ContactSheet(image, empty.apply(edit.build()), AXIAL, Set.of(11)).draw();
        // slices 9 to 14: six tiles of 240×120 with gaps of 4
        assertEquals(6 * 244 + 4, sheet.getWidth());
        assertEquals(124 + 4, sheet.getHeight());
        assertNotEquals(WHITE, sheet.getRGB(4 + 244, 120), "slice 10 is no seed");
        assertEquals(WHITE, sheet.getRGB(4 + 2 * 244, 120), "slice 11 is one");
        int middle = sheet.getRGB(4 + 244 + 120, 4 + 60);
        int rgb = Label.of(1).rgb();
        assertTrue((middle >> 16 & 0xFF) > (middle & 0xFF) == (rgb >> 16 & 0xFF) > (rgb & 0xFF), "tinted");
        assertNotEquals(sheet.getRGB(4 + 120, 4 + 60), middle, "slice 9 shows no label");
    }

    @Test
    void slicesAreNumbered() {
        BufferedImage sheet = new ContactSheet(image, LabelMap.empty(GRID), AXIAL, Set.of()).draw();
        assertEquals(4 * 124 + 4, sheet.getHeight(), "24 tiles in four rows");
        StringBuilder zero = new StringBuilder();
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 3; column++) {
                zero.append(sheet.getRGB(4 + 4 + 2 * column, 4 + 4 + 2 * row) == WHITE ? '#' : '.');
            }
        }
        assertEquals("####.##.##.####", zero.toString());
    }
}
