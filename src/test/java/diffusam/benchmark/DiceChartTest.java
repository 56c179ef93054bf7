package diffusam.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.viewer.render.PixelText;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DiceChartTest {
    @Test
    void eachMethodHasALineInItsColour() {
        BufferedImage picture = new DiceChart(List.of("diffusam", "unet"), List.of(1, 3))
                .draw(new TreeMap<>(Map.of(
                        "liver",
                        Map.of(
                                "diffusam", new TreeMap<>(Map.of(1, .8, 3, .9)),
                                "unet", new TreeMap<>(Map.of(1, .2, 3, .3))))));
        double above = meanRow(picture, 0xFFD55E00);
        double below = meanRow(picture, 0xFF0072B2);
        assertTrue(above < below, above + " lies not above " + below);
    }

    /** Mean row of a colour in the panel. */
    private static double meanRow(BufferedImage picture, int argb) {
        long sum = 0;
        long count = 0;
        for (int y = 0; y < 310; y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getRGB(x, y) == argb) {
                    sum += y;
                    count++;
                }
            }
        }
        assertTrue(count > 100, count + " pixels");
        return (double) sum / count;
    }

    @Test
    void lettersAreMadeOfDots() {
        BufferedImage picture = new BufferedImage(10, 12, BufferedImage.TYPE_INT_RGB);
        PixelText.draw(picture, 0, 0, "i", 0xFFFFFF);
        assertEquals(0xFFFFFFFF, picture.getRGB(0, 0));
        assertEquals(0xFF000000, picture.getRGB(0, 2));
        assertEquals(0xFFFFFFFF, picture.getRGB(2, 2));
        assertEquals(0xFFFFFFFF, picture.getRGB(5, 9));
    }
}
