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
    private float[] columnFraction = new float[0];
    private float[] line = new float[0];
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

    /** For each screen column the nearest image column, or -1 outside; and the offset towards its right neighbour. */
    private void locateColumns(Slice image, ViewTransform view, int width) {
        if (columns.length < width) {
            columns = new int[width];
            columnFraction = new float[width];
        }
        if (line.length < image.columns() + 1) {
            line = new float[image.columns() + 1];
        }
        for (int x = 0; x < width; x++) {
            double column = view.column(x + 0.5);
            boolean inside = column >= -0.5 && column < image.columns() - 0.5;
            columns[x] = inside ? (int) Math.floor(column + 0.5) : -1;
            columnFraction[x] = (float) Math.clamp(column, 0, image.columns() - 1);
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
        for (int x = 0; x < width; x++) {
            int left = (int) columnFraction[x];
            float a = line[left];
            float value = a + (columnFraction[x] - left) * (line[left + 1] - a);
            argb[at + x] = columns[x] < 0 ? BLACK : gray(value, low, scale);
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
        int[] rows = new int[height];
        for (int y = 0; y < height; y++) {
            double row = view.row(y + 0.5);
            rows[y] = row >= -0.5 && row < image.rows() - 0.5 ? (int) Math.floor(row + 0.5) * image.columns() : -1;
        }
        boolean outlined = shading.overlay() != Overlay.FILLED;
        int alpha = shading.overlay() == Overlay.OUTLINED ? 0 : (int) Math.round(shading.opacity() * 256);
        Border border = new Border(labels, columns, width, rows, shading.outlinePixels());
        for (int y = 0; y < height; y++) {
            if (rows[y] >= 0) {
                drawLabelRow(border, y, colors, outlined, alpha, argb);
            }
        }
    }

    private void drawLabelRow(Border border, int y, LabelColors colors, boolean outlined, int alpha, int[] argb) {
        int column = -1;
        boolean shown = false;
        boolean edge = false;
        int rgb = 0;
        for (int x = 0; x < border.width; x++) {
            if (columns[x] != column) {
                column = columns[x];
                int label = column < 0 ? 0 : border.labels[border.rows[y] + column] & 0xFFFF;
                shown = label != 0 && colors.isShown(label);
                edge = shown && outlined && border.isAboveOrBelow(column, y);
                rgb = shown ? colors.rgb(label) : 0;
            }
            if (shown) {
                int p = y * border.width + x;
                argb[p] = blend(argb[p], rgb, edge || outlined && border.isBeside(x, y) ? 256 : alpha);
            }
        }
    }

    /** Whether another label begins within a border's thickness of a screen pixel. */
    @SuppressWarnings("ArrayRecordComponent") // a view of the renderer's own tables
    private record Border(short[] labels, int[] columns, int width, int[] rows, int thickness) {
        boolean isBeside(int x, int y) {
            return differs(x, y, x - thickness) || differs(x, y, x + thickness);
        }

        private boolean differs(int x, int y, int there) {
            return there >= 0
                    && there < width
                    && columns[there] != columns[x]
                    && (columns[there] < 0 || labels[rows[y] + columns[there]] != labels[rows[y] + columns[x]]);
        }

        boolean isAboveOrBelow(int column, int y) {
            return differsInRow(column, y, y - thickness) || differsInRow(column, y, y + thickness);
        }

        private boolean differsInRow(int column, int y, int there) {
            return there >= 0
                    && there < rows.length
                    && rows[there] != rows[y]
                    && (rows[there] < 0 || labels[rows[there] + column] != labels[rows[y] + column]);
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
