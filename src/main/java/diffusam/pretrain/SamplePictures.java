package diffusam.pretrain;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A sheet of synthetic slices, each beside itself with the two objects of its episode in colour. */
final class SamplePictures {
    private static final int SIDE = 128;
    private static final int COLUMNS = 4;
    private static final int ROWS = 4;
    private static final int[] COLOURS = {0xE69F00, 0x56B4E9};

    private SamplePictures() {}

    static byte[] png(long seed) throws IOException {
        BufferedImage sheet = new BufferedImage(2 * COLUMNS * SIDE, ROWS * SIDE, BufferedImage.TYPE_INT_RGB);
        for (int n = 0; n < COLUMNS * ROWS; n++) {
            draw(sheet, Episode.draw(seed + n, SIDE, 3), 2 * SIDE * (n % COLUMNS), SIDE * (n / COLUMNS));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(sheet, "png", bytes);
        return bytes.toByteArray();
    }

    private static void draw(BufferedImage sheet, Episode episode, int left, int top) {
        for (int p = 0; p < SIDE * SIDE; p++) {
            int grey = Math.round(255 * episode.images()[0][p]);
            int plain = grey << 16 | grey << 8 | grey;
            int coloured = plain;
            for (int object = 0; object < Episode.OBJECTS; object++) {
                if (episode.masks()[object][0][p]) {
                    coloured = halfway(plain, COLOURS[object]);
                }
            }
            sheet.setRGB(left + p % SIDE, top + p / SIDE, plain);
            sheet.setRGB(left + SIDE + p % SIDE, top + p / SIDE, coloured);
        }
    }

    private static int halfway(int a, int b) {
        return ((a & 0xFEFEFE) >> 1) + ((b & 0xFEFEFE) >> 1);
    }
}
