package diffusam.app;

import diffusam.viewer.render.LabelColors;
import diffusam.viewer.render.Overlay;
import diffusam.viewer.render.Shading;
import diffusam.viewer.render.SliceRenderer;
import diffusam.viewer.render.SliceSize;
import diffusam.viewer.render.ViewTransform;
import diffusam.volume.Plane;
import diffusam.volume.Slice;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.Window;
import java.nio.IntBuffer;
import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * A picture of a scan: the middle one of its axial slices.
 *
 * @param side pixels across and down
 * @param argb row by row
 */
@SuppressWarnings("ArrayRecordComponent") // a picture, never compared
record Thumbnail(int side, int[] argb) {
    private static final int SMALL = 96;

    /** A small one, for a list. */
    static Thumbnail of(Volume volume) {
        return of(volume, SMALL);
    }

    static Thumbnail of(Volume volume, int side) {
        SliceLayout layout = SliceLayout.of(volume.grid(), Plane.AXIAL);
        Slice slice = volume.slice(layout, layout.slices() / 2);
        int[] argb = new int[side * side];
        new SliceRenderer()
                .render(
                        slice,
                        new short[slice.values().length],
                        new LabelColors(List.of()),
                        new Shading(Window.automatic(volume), true, Overlay.HIDDEN, 0, 1),
                        ViewTransform.fit(SliceSize.of(layout), side, side),
                        argb);
        return new Thumbnail(side, argb);
    }

    Image image() {
        return new WritableImage(
                new PixelBuffer<>(side, side, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance()));
    }
}
