package diffusam.benchmark;

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

/** Truth (left) and result (right) on the slice that shows most of the truth. */
record OverlayPicture(Volume image, LabelMap truth, LabelMap found, SliceLayout layout) {
    private static final int SIDE = 360;

    BufferedImage draw() {
        int slice = fullest();
        BufferedImage picture = new BufferedImage(2 * SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, SIDE, SIDE, half(slice, truth), 0, SIDE);
        picture.setRGB(SIDE, 0, SIDE, SIDE, half(slice, found), 0, SIDE);
        PixelText.draw(picture, 6, 6, "truth", 0xFFFFFF);
        PixelText.draw(picture, SIDE + 6, 6, "result", 0xFFFFFF);
        return picture;
    }

    private int fullest() {
        int best = 0;
        int most = -1;
        for (int slice = 0; slice < layout.slices(); slice++) {
            int area = 0;
            for (short label : truth.slice(layout, slice)) {
                area += label != Label.BACKGROUND ? 1 : 0;
            }
            if (area > most) {
                most = area;
                best = slice;
            }
        }
        return best;
    }

    private int[] half(int slice, LabelMap labels) {
        int[] argb = new int[SIDE * SIDE];
        Shading shading = new Shading(Window.automatic(image), true, Overlay.BOTH, 0.35, 1);
        LabelColors colors =
                new LabelColors(labels.labels().stream().map(Label::of).toList());
        ViewTransform view = ViewTransform.fit(SliceSize.of(layout), SIDE, SIDE);
        new SliceRenderer()
                .render(image.slice(layout, slice), labels.slice(layout, slice), colors, shading, view, argb);
        return argb;
    }
}
