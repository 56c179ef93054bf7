package diffusam.benchmark;

import diffusam.viewer.render.PixelText;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Dice against the number of seeds: a panel for each structure, a line for each method. */
final class DiceChart {
    private static final int PANEL = 260;
    private static final int MARGIN = 40;
    private static final int COLUMNS = 3;
    private static final int LEGEND = 24;
    private static final Color INK = new Color(0x303030);
    private static final Color GRID = new Color(0xD8D8D8);
    /** Okabe and Ito's colours, told apart with the common forms of colour blindness. */
    private static final int[] PALETTE = {0xD55E00, 0x0072B2, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000};

    private final List<String> methods;
    private final List<Integer> seeds;

    DiceChart(List<String> methods, List<Integer> seeds) {
        this.methods = methods;
        this.seeds = seeds;
    }

    /** @param panels for each structure, for each method, mean Dice by number of seeds */
    BufferedImage draw(SortedMap<String, Map<String, SortedMap<Integer, Double>>> panels) {
        int columns = Math.min(COLUMNS, Math.max(1, panels.size()));
        int rows = (panels.size() + columns - 1) / columns;
        int cell = PANEL + MARGIN;
        BufferedImage picture = new BufferedImage(
                columns * cell + MARGIN, rows * (cell + MARGIN) + LEGEND + MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        int n = 0;
        for (var panel : panels.entrySet()) {
            int x = MARGIN + n % columns * cell;
            int y = MARGIN + n / columns * (cell + MARGIN);
            frame(g, picture, x, y, panel.getKey());
            for (int m = 0; m < methods.size(); m++) {
                line(g, x, y, panel.getValue().get(methods.get(m)), color(m));
            }
            n++;
        }
        legend(g, picture, rows * (cell + MARGIN) + MARGIN / 2);
        g.dispose();
        return picture;
    }

    private static Color color(int method) {
        return new Color(PALETTE[method % PALETTE.length]);
    }

    private void frame(Graphics2D g, BufferedImage picture, int x, int y, String title) {
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            int at = y + PANEL - tenth * PANEL / 10;
            g.setColor(GRID);
            g.drawLine(x, at, x + PANEL, at);
            String value = String.format(Locale.ROOT, "%.1f", tenth / 10.0);
            PixelText.draw(picture, x - 3 * PixelText.LETTER - 4, at - PixelText.HEIGHT / 2, value, INK.getRGB());
        }
        g.setColor(INK);
        g.drawRect(x, y, PANEL, PANEL);
        PixelText.draw(picture, x, y - PixelText.HEIGHT - 6, title, INK.getRGB());
        for (int count : seeds) {
            PixelText.draw(picture, column(x, count) - 4, y + PANEL + 6, Integer.toString(count), INK.getRGB());
        }
    }

    /** Numbers of seeds stand at equal distances. */
    private int column(int x, int count) {
        return x + (2 * seeds.indexOf(count) + 1) * PANEL / (2 * seeds.size());
    }

    private void line(Graphics2D g, int x, int y, @Nullable SortedMap<Integer, Double> dice, Color color) {
        if (dice == null) {
            return;
        }
        g.setColor(color);
        g.setStroke(new BasicStroke(2));
        int lastX = -1;
        int lastY = -1;
        for (Map.Entry<Integer, Double> point : dice.entrySet()) {
            int px = column(x, point.getKey());
            int py = y + PANEL - (int) Math.round(point.getValue() * PANEL);
            if (lastX >= 0) {
                g.drawLine(lastX, lastY, px, py);
            }
            g.fillOval(px - 4, py - 4, 8, 8);
            lastX = px;
            lastY = py;
        }
        g.setStroke(new BasicStroke(1));
    }

    private void legend(Graphics2D g, BufferedImage picture, int y) {
        int x = MARGIN;
        for (int m = 0; m < methods.size(); m++) {
            g.setColor(color(m));
            g.fillRect(x, y, 12, 12);
            PixelText.draw(picture, x + 18, y + 1, methods.get(m), INK.getRGB());
            x += 18 + (methods.get(m).length() + 2) * PixelText.LETTER;
        }
    }
}
