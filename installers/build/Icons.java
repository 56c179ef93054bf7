import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Draws the program's icon: three slices, of which the uppermost carries a structure and the lower ones dissolve into noise.
 * {@code java installers/build/Icons.java FOLDER} draws it in all formats.
 */
final class Icons {
    private static final int DRAWN = 1024;
    private static final Color MASK = new Color(0x2dd4bf);

    private Icons() {}

    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]));
    }

    static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int side : new int[] {16, 32, 48, 64, 128, 256, 512, 1024}) {
            Files.write(folder.resolve("diffusam-" + side + ".png"), png(side));
        }
        Files.write(folder.resolve("diffusam.png"), png(256));
        Files.write(folder.resolve("diffusam.ico"), ico(16, 24, 32, 48, 64, 256));
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("icp4", 16);
        sizes.put("icp5", 32);
        sizes.put("ic07", 128);
        sizes.put("ic08", 256);
        sizes.put("ic09", 512);
        sizes.put("ic10", 1024);
        Files.write(folder.resolve("diffusam.icns"), icns(sizes));
    }

    private static BufferedImage drawing(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(side / (double) DRAWN, side / (double) DRAWN);
        g.setPaint(new GradientPaint(0, 0, new Color(0x1e293b), 0, DRAWN, new Color(0x0b1220)));
        g.fill(new RoundRectangle2D.Double(40, 40, 944, 944, 220, 220));
        for (int slice = 2; slice >= 0; slice--) {
            Graphics2D own = (Graphics2D) g.create();
            own.translate(512, 370 + 150 * slice);
            own.transform(new AffineTransform(1, 0, -0.42, 0.5, 0, 0));
            slice(own, slice);
            own.dispose();
        }
        g.dispose();
        return image;
    }

    private static void slice(Graphics2D g, int depth) {
        RoundRectangle2D sheet = new RoundRectangle2D.Double(-310, -310, 620, 620, 90, 90);
        g.setColor(new Color(0x0b1220));
        g.fill(sheet);
        g.setColor(depth == 0 ? new Color(0x64748b) : new Color(0x334155));
        g.fill(sheet);
        g.setColor(new Color(0x94a3b8));
        g.setStroke(new BasicStroke(14));
        g.draw(sheet);
        if (depth == 0) {
            g.setColor(new Color(0xcbd5e1));
            g.fill(new Ellipse2D.Double(-250, -215, 500, 430));
            g.setColor(MASK);
            g.fill(organ());
            g.setColor(new Color(0x0f766e));
            g.draw(organ());
        } else {
            noise(g, depth);
        }
    }

    private static Path2D organ() {
        Path2D organ = new Path2D.Double();
        organ.moveTo(-190, -10);
        organ.curveTo(-200, -150, -60, -180, 60, -120);
        organ.curveTo(140, -80, 90, -20, 10, 0);
        organ.curveTo(-40, 15, -40, 120, -110, 120);
        organ.curveTo(-170, 115, -190, 60, -190, -10);
        organ.closePath();
        return organ;
    }

    private static void noise(Graphics2D g, int depth) {
        Random random = new Random(depth);
        for (int n = 0; n < 260; n++) {
            double x = random.nextGaussian() * 130 * depth;
            double y = random.nextGaussian() * 130 * depth;
            if (Math.max(Math.abs(x), Math.abs(y)) < 280) {
                g.setColor(new Color(MASK.getRed(), MASK.getGreen(), MASK.getBlue(), 300 / (depth + 1)));
                g.fill(new Ellipse2D.Double(x - 13, y - 13, 26, 26));
            }
        }
    }

    private static byte[] png(int side) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(drawing(side), "png", out);
        return out.toByteArray();
    }

    /** Windows reads PNG in it only for the largest; the others are bitmaps, upside down, with an empty mask behind. */
    private static byte[] ico(int... sides) throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        for (int side : sides) {
            pictures.add(side == 256 ? png(side) : bitmap(side));
        }
        int size = 6 + 16 * sides.length + pictures.stream().mapToInt(p -> p.length).sum();
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort((short) 0).putShort((short) 1).putShort((short) sides.length);
        int offset = 6 + 16 * sides.length;
        for (int n = 0; n < sides.length; n++) {
            byte side = (byte) (sides[n] == 256 ? 0 : sides[n]);
            out.put(side).put(side).putShort((short) 0).putShort((short) 1).putShort((short) 32);
            out.putInt(pictures.get(n).length).putInt(offset);
            offset += pictures.get(n).length;
        }
        pictures.forEach(out::put);
        return out.array();
    }

    private static byte[] bitmap(int side) {
        int maskRow = (side + 31) / 32 * 4;
        ByteBuffer out = ByteBuffer.allocate(40 + 4 * side * side + maskRow * side).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(40).putInt(side).putInt(2 * side).putShort((short) 1).putShort((short) 32);
        out.putInt(0).putInt(4 * side * side + maskRow * side).putLong(0).putLong(0);
        BufferedImage image = drawing(side);
        for (int y = side - 1; y >= 0; y--) {
            for (int x = 0; x < side; x++) {
                out.putInt(image.getRGB(x, y));
            }
        }
        return out.array();
    }

    private static byte[] icns(Map<String, Integer> sizes) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, Integer> one : sizes.entrySet()) {
            byte[] picture = png(one.getValue());
            body.write(one.getKey().getBytes(StandardCharsets.US_ASCII));
            body.write(ByteBuffer.allocate(4).putInt(8 + picture.length).array());
            body.write(picture);
        }
        ByteBuffer out = ByteBuffer.allocate(8 + body.size());
        out.put("icns".getBytes(StandardCharsets.US_ASCII)).putInt(8 + body.size()).put(body.toByteArray());
        return out.array();
    }
}
