package diffusam.viewer.render;

import diffusam.volume.Slice;
import diffusam.volume.Window;
import java.util.Arrays;
import java.util.Optional;

/**
 * Draws a slice and its labels as the screen shows them, one pixel a device pixel. Keeps its tables between calls, so each
 * thread needs its own.
 */
public final class SliceRenderer {
    private static final int BLACK = 0xFF000000;

    private int[] columns = new int[0];
    private int[] leftColumn = new int[0];
    private float[] toTheRight = new float[0];
    private int firstInside;
    private int endInside;
    private float[] line = new float[0];
    private int[][] labelRows = new int[0][];
    private int[] over = new int[0];

    /**
     * @param labels row by row as the slice, 0 for background
     * @param view in device pixels
     * @param argb receives the picture row by row, premultiplied; every pixel is opaque
     */
    public void render(
            Slice image, short[] labels, LabelColors colors, Shading shading, ViewTransform view, int[] argb) {
        render(image, Optional.empty(), labels, colors, shading, view, argb);
    }

    /** A second slice with as many pixels, and how it is mixed into the first. */
    record Mixed(Slice slice, Window window, double weight) {}

    void render(
            Slice image,
            Optional<Mixed> second,
            short[] labels,
            LabelColors colors,
            Shading shading,
            ViewTransform view,
            int[] argb) {
        int width = (int) Math.round(view.width());
        int height = (int) Math.round(view.height());
        if (argb.length < width * height || labels.length != image.values().length) {
            throw new IllegalArgumentException(argb.length + " pixels for " + width + "×" + height + ", "
                    + labels.length + " labels for " + image.values().length + " values");
        }
        locateColumns(image, view, width);
        drawImage(image, shading.window(), shading.smooth(), view, argb);
        second.ifPresent(mixed -> {
            if (over.length < width * height) {
                over = new int[width * height];
            }
            drawImage(mixed.slice, mixed.window, shading.smooth(), view, over);
            int alpha = (int) Math.round(mixed.weight * 256);
            for (int p = 0; p < width * height; p++) {
                argb[p] = blend(argb[p], over[p], alpha);
            }
        });
        if (shading.overlay() != Overlay.HIDDEN) {
            drawLabels(image, labels, colors, shading, view, argb);
        }
    }

    private void drawImage(Slice image, Window window, boolean smooth, ViewTransform view, int[] argb) {
        int width = (int) Math.round(view.width());
        int height = (int) Math.round(view.height());
        for (int y = 0; y < height; y++) {
            double row = view.row(y + 0.5);
            if (row < -0.5 || row >= image.rows() - 0.5) {
                Arrays.fill(argb, y * width, (y + 1) * width, BLACK);
            } else if (smooth) {
                drawSmooth(image, row, window, argb, y * width, width);
            } else {
                drawBlocks(image, (int) Math.rint(row), window, argb, y * width, width);
            }
        }
    }

    /**
     * For each screen column the nearest image column, or -1 outside, the last one with its centre to the left of it, and how
     * far it lies towards the next; and which part of the screen lies inside.
     */
    private void locateColumns(Slice image, ViewTransform view, int width) {
        if (columns.length < width) {
            columns = new int[width];
            leftColumn = new int[width];
            toTheRight = new float[width];
        }
        if (line.length < image.columns() + 1) {
            line = new float[image.columns() + 1];
        }
        firstInside = width;
        endInside = width;
        for (int x = 0; x < width; x++) {
            double column = view.column(x + 0.5);
            boolean inside = column >= -0.5 && column < image.columns() - 0.5;
            columns[x] = inside ? (int) Math.floor(column + 0.5) : -1;
            if (inside && firstInside == width) {
                firstInside = x;
            } else if (!inside && firstInside < width && endInside == width) {
                endInside = x;
            }
            float clamped = (float) Math.clamp(column, 0, image.columns() - 1);
            leftColumn[x] = (int) clamped;
            toTheRight[x] = clamped - leftColumn[x];
        }
    }

    private void drawBlocks(Slice image, int row, Window window, int[] argb, int at, int width) {
        float low = (float) window.low();
        float scale = (float) (255 / window.width());
        int start = Math.clamp(row, 0, image.rows() - 1) * image.columns();
        float[] values = image.values();
        for (int x = 0; x < width; x++) {
            int column = columns[x];
            argb[at + x] = column < 0 ? BLACK : gray(values[start + column], low, scale);
        }
    }

    private void drawSmooth(Slice image, double row, Window window, int[] argb, int at, int width) {
        double clamped = Math.clamp(row, 0, image.rows() - 1);
        int upper = (int) clamped;
        int lower = Math.min(upper + 1, image.rows() - 1);
        float t = (float) (clamped - upper);
        float[] values = image.values();
        int n = image.columns();
        for (int c = 0; c < n; c++) {
            float a = values[upper * n + c];
            line[c] = a + t * (values[lower * n + c] - a);
        }
        line[n] = line[n - 1];
        float low = (float) window.low();
        float scale = (float) (255 / window.width());
        Arrays.fill(argb, at, at + firstInside, BLACK);
        Arrays.fill(argb, at + endInside, at + width, BLACK);
        for (int x = firstInside; x < endInside; x++) {
            int left = leftColumn[x];
            float a = line[left];
            argb[at + x] = gray(a + toTheRight[x] * (line[left + 1] - a), low, scale);
        }
    }

    private static int gray(float value, float low, float scale) {
        int g = (int) Math.max(0f, Math.min(255f, (value - low) * scale + 0.5f));
        return 0xFF000000 | g << 16 | g << 8 | g;
    }

    private void drawLabels(
            Slice image, short[] labels, LabelColors colors, Shading shading, ViewTransform view, int[] argb) {
        int width = (int) Math.round(view.width());
        int height = (int) Math.round(view.height());
        int thickness = shading.outlinePixels();
        int alpha = shading.overlay() == Overlay.OUTLINED ? 0 : (int) Math.round(shading.opacity() * 256);
        Inking inking = new Inking(colors, shading.overlay() != Overlay.FILLED, alpha, thickness);
        int kept = 2 * thickness + 1;
        if (labelRows.length != kept || labelRows[0].length < width) {
            labelRows = new int[kept][width];
        }
        for (int y = 0; y < height + thickness; y++) {
            if (y < height) {
                spread(image, labels, view.row(y + 0.5), labelRows[y % kept], width);
            }
            int drawn = y - thickness;
            if (drawn >= 0) {
                int[] row = labelRows[drawn % kept];
                int[] above = drawn < thickness ? row : labelRows[(drawn - thickness) % kept];
                int[] below = y < height ? labelRows[y % kept] : row;
                inking.draw(row, above, below, argb, drawn * width, width);
            }
        }
    }

    /** The label of each screen column in an image row, -1 outside the image. */
    private void spread(Slice image, short[] labels, double row, int[] spread, int width) {
        if (row < -0.5 || row >= image.rows() - 0.5) {
            Arrays.fill(spread, 0, width, -1);
            return;
        }
        int start = (int) Math.floor(row + 0.5) * image.columns();
        Arrays.fill(spread, 0, firstInside, -1);
        Arrays.fill(spread, endInside, width, -1);
        for (int x = firstInside; x < endInside; x++) {
            spread[x] = labels[start + columns[x]] & 0xFFFF;
        }
    }

    /** Draws labels over a row of the picture, and in full where another label begins within a border's thickness. */
    private record Inking(LabelColors colors, boolean outlined, int alpha, int thickness) {
        void draw(int[] row, int[] above, int[] below, int[] argb, int at, int width) {
            int label = -1;
            boolean shown = false;
            int rgb = 0;
            for (int x = 0; x < width; x++) {
                int here = row[x];
                if (here != label) {
                    label = here;
                    shown = here > 0 && colors.isShown(here);
                    rgb = shown ? colors.rgb(here) : 0;
                }
                if (shown) {
                    boolean edge = outlined
                            && (above[x] != here
                                    || below[x] != here
                                    || x >= thickness && row[x - thickness] != here
                                    || x + thickness < width && row[x + thickness] != here);
                    argb[at + x] = edge ? BLACK | rgb : blend(argb[at + x], rgb, alpha);
                }
            }
        }
    }

    /** Mixes {@code alpha} 256ths of a colour into an opaque pixel. */
    private static int blend(int under, int rgb, int alpha) {
        int rest = 256 - alpha;
        int redBlue = ((rgb & 0xFF00FF) * alpha + (under & 0xFF00FF) * rest) >>> 8 & 0xFF00FF;
        int green = ((rgb & 0x00FF00) * alpha + (under & 0x00FF00) * rest) >>> 8 & 0x00FF00;
        return BLACK | redBlue | green;
    }
}
