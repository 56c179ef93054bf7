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
import java.util.List;

/**
 * A small picture of a scan: the middle one of its axial slices.
 *
 * @param argb row by row, {@link #SIDE} by {@link #SIDE} pixels
 */
@SuppressWarnings("ArrayRecordComponent") // a picture, never compared
record Thumbnail(int[] argb) {
    static final int SIDE = 96;

    static Thumbnail of(Volume volume) {
        SliceLayout layout = SliceLayout.of(volume.grid(), Plane.AXIAL);
        Slice slice = volume.slice(layout, layout.slices() / 2);
        int[] argb = new int[SIDE * SIDE];
        new SliceRenderer()
                .render(
                        slice,
                        new short[slice.values().length],
                        new LabelColors(List.of()),
                        new Shading(Window.automatic(volume), true, Overlay.HIDDEN, 0, 1),
                        ViewTransform.fit(SliceSize.of(volume.grid(), layout), SIDE, SIDE),
                        argb);
        return new Thumbnail(argb);
    }
}
