package diffusam.cli;

import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.viewer.render.LabelColors;
import diffusam.viewer.render.Overlay;
import diffusam.viewer.render.PixelText;
import diffusam.viewer.render.Shading;
import diffusam.viewer.render.SliceRenderer;
import diffusam.viewer.render.SliceSize;
import diffusam.viewer.render.ViewTransform;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.Window;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One picture of many slices with their labels: numbered, and framed in white where the slice is a seed. Uses no font and no
 * window system.
 *
 * @param seeds the slices to frame
 */
record ContactSheet(Volume image, LabelMap labels, SliceLayout layout, Collection<Integer> seeds) {
    private static final int TILES = 24;
    private static final int COLUMNS = 6;
    private static final int TILE_PIXELS = 240;
    private static final int GAP_PIXELS = 4;
    private static final int WHITE = 0xFFFFFFFF;

    BufferedImage draw() {
        List<Integer> slices = chosenSlices();
        SliceSize size = SliceSize.of(layout);
        double pixelsPerMm = TILE_PIXELS / Math.max(size.widthMm(), size.heightMm());
        int width = (int) Math.max(1, Math.round(size.widthMm() * pixelsPerMm));
        int height = (int) Math.max(1, Math.round(size.heightMm() * pixelsPerMm));
        int columns = Math.min(COLUMNS, slices.size());
        int rows = (slices.size() + columns - 1) / columns;
        BufferedImage sheet = new BufferedImage(
                columns * (width + GAP_PIXELS) + GAP_PIXELS,
                rows * (height + GAP_PIXELS) + GAP_PIXELS,
                BufferedImage.TYPE_INT_RGB);
        Shading shading = new Shading(Window.automatic(image), true, Overlay.BOTH, 0.35, 1);
        LabelColors colors =
                new LabelColors(labels.labels().stream().map(Label::of).toList());
        SliceRenderer renderer = new SliceRenderer();
        ViewTransform view = ViewTransform.fit(size, width, height);
        int[] argb = new int[width * height];
        for (int n = 0; n < slices.size(); n++) {
            int slice = slices.get(n);
            renderer.render(image.slice(layout, slice), labels.slice(layout, slice), colors, shading, view, argb);
            frame(argb, width, slice);
            int x = GAP_PIXELS + n % columns * (width + GAP_PIXELS);
            int y = GAP_PIXELS + n / columns * (height + GAP_PIXELS);
            sheet.setRGB(x, y, width, height, argb, 0, width);
            PixelText.draw(sheet, x + GAP_PIXELS, y + GAP_PIXELS, Integer.toString(slice), WHITE);
        }
        return sheet;
    }

    /** A handful of seeds, and evenly the slices that show a label with one more at each end; over all if none does. */
    private List<Integer> chosenSlices() {
        SortedSet<Integer> shown = new TreeSet<>(seeds);
        labels.labels().forEach(label -> shown.addAll(labels.slicesWith(layout, label)));
        int first = shown.isEmpty() ? 0 : Math.max(0, shown.first() - 1);
        int last = shown.isEmpty() ? layout.slices() - 1 : Math.min(layout.slices() - 1, shown.last() + 1);
        int count = Math.min(TILES, last - first + 1);
        SortedSet<Integer> chosen = new TreeSet<>();
        for (int n = 0; n < count; n++) {
            chosen.add(first + (int) Math.round((double) n * (last - first) / Math.max(1, count - 1)));
        }
        if (seeds.size() <= TILES / 2) {
            chosen.addAll(seeds);
        }
        return List.copyOf(chosen);
    }

    private void frame(int[] argb, int width, int slice) {
        if (seeds.contains(slice)) {
            int height = argb.length / width;
            for (int x = 0; x < width; x++) {
                argb[x] = WHITE;
                argb[(height - 1) * width + x] = WHITE;
            }
            for (int y = 0; y < height; y++) {
                argb[y * width] = WHITE;
                argb[y * width + width - 1] = WHITE;
            }
        }
    }
}
