package diffusam.viewer.render;

import java.awt.image.BufferedImage;
import java.util.Locale;

/** Writing on pictures without a font, which a machine without a window system may lack: capitals of 3×5 dots. */
public final class PixelText {
    /** Pixels from one letter to the next. */
    public static final int LETTER = 8;

    /** Pixels from the top of a letter to its foot. */
    public static final int HEIGHT = 10;

    private static final int DOT = 2;

    private static final String KNOWN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";

    /** Rows from the top, three bits each, the highest bit first; in the order of {@link #KNOWN}. */
    private static final int[] FACES = {
        0b010101111101101, 0b110101110101110, 0b011100100100011, 0b110101101101110, 0b111100110100111,
        0b111100110100100, 0b011100101101011, 0b101101111101101, 0b111010010010111, 0b001001001101010,
        0b101101110101101, 0b100100100100111, 0b101111111101101, 0b110101101101101, 0b010101101101010,
        0b110101110100100, 0b010101101110011, 0b110101110101101, 0b011100010001110, 0b111010010010010,
        0b101101101101111, 0b101101101101010, 0b101101111111101, 0b101101010101101, 0b101101010010010,
        0b111001010100111, 0b111101101101111, 0b010110010010111, 0b111001111100111, 0b111001111001111,
        0b101101111001001, 0b111100111001111, 0b111100111101111, 0b111001010010010, 0b111101111101111,
        0b111101111001111, 0b000000000000010, 0b000000111000000,
    };

    private PixelText() {}

    /** Writes a line with its upper left corner at (x, y); letters without a face stay blank. */
    public static void draw(BufferedImage picture, int x, int y, String text, int rgb) {
        String capitals = text.toUpperCase(Locale.ROOT);
        for (int n = 0; n < capitals.length(); n++) {
            int face = KNOWN.indexOf(capitals.charAt(n));
            for (int bit = 0; face >= 0 && bit < 15; bit++) {
                if ((FACES[face] >> (14 - bit) & 1) == 1) {
                    dot(picture, x + n * LETTER + bit % 3 * DOT, y + bit / 3 * DOT, rgb);
                }
            }
        }
    }

    private static void dot(BufferedImage picture, int x, int y, int rgb) {
        for (int p = 0; p < DOT * DOT; p++) {
            int column = x + p % DOT;
            int row = y + p / DOT;
            if (column >= 0 && row >= 0 && column < picture.getWidth() && row < picture.getHeight()) {
                picture.setRGB(column, row, rgb);
            }
        }
    }
}
