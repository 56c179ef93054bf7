package diffusam.viewer.render;

import diffusam.annotation.LabelMap;
import diffusam.volume.Slice;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Draws pictures one after another and cuts the image and the labels anew only when they changed, so that zooming and
 * windowing cost no cutting. For one thread.
 */
public final class PictureRenderer {
    private final SliceRenderer renderer = new SliceRenderer();
    private @Nullable ImageCut imageCut;
    private @Nullable ImageCut secondCut;
    private @Nullable LabelCut labelCut;
    private short[] drafted = new short[0];

    private record ImageCut(Volume image, SliceLayout layout, int number, Slice slice) {}

    @SuppressWarnings("ArrayRecordComponent") // a cache entry, never compared
    private record LabelCut(LabelMap map, SliceLayout layout, int number, short[] labels) {}

    /**
     * @param view in device pixels
     * @param argb receives the picture row by row, premultiplied
     */
    public void render(SlicePicture picture, ViewTransform view, int[] argb) {
        short[] labels = labels(picture);
        if (picture.draft().isPresent()) {
            drafted = drafted.length == labels.length ? drafted : new short[labels.length];
            System.arraycopy(labels, 0, drafted, 0, labels.length);
            labels = drafted;
            picture.draft().get().preview(picture.slice(), labels);
        }
        Optional<SliceRenderer.Mixed> second = picture.second()
                .filter(fused -> fused.weight() > 0)
                .map(fused -> new SliceRenderer.Mixed(second(picture, fused), fused.window(), fused.weight()));
        renderer.render(image(picture), second, labels, picture.colors(), picture.shading(), view, argb);
    }

    @SuppressWarnings("ReferenceEquality") // volumes are shared, never copied
    private Slice image(SlicePicture p) {
        ImageCut cut = imageCut;
        if (cut == null || cut.image != p.image() || cut.number != p.slice() || !cut.layout.equals(p.layout())) {
            int pixels = p.layout().columns() * p.layout().rows();
            float[] values =
                    cut != null && cut.slice.values().length == pixels ? cut.slice.values() : new float[pixels];
            cut = new ImageCut(p.image(), p.layout(), p.slice(), p.image().slice(p.layout(), p.slice(), values));
            imageCut = cut;
        }
        return cut.slice;
    }

    /** The second image at the pixels of the first one's slice; what it does not reach is as dark as can be. */
    @SuppressWarnings("ReferenceEquality") // volumes are shared, never copied
    private Slice second(SlicePicture p, Fused fused) {
        ImageCut cut = secondCut;
        if (cut == null || cut.image != fused.image() || cut.number != p.slice() || !cut.layout.equals(p.layout())) {
            Slice slice = fused.image().resampledSlice(p.layout(), p.slice());
            cut = new ImageCut(fused.image(), p.layout(), p.slice(), slice);
            secondCut = cut;
        }
        return cut.slice;
    }

    @SuppressWarnings("ReferenceEquality") // a changed map is another map
    private short[] labels(SlicePicture p) {
        LabelCut cut = labelCut;
        boolean same = cut != null && cut.number == p.slice() && cut.layout.equals(p.layout());
        if (cut != null && same && cut.map == p.labels()) {
            return cut.labels;
        }
        int pixels = p.layout().columns() * p.layout().rows();
        short[] labels = cut != null && cut.labels.length == pixels ? cut.labels : new short[pixels];
        if (cut != null && same) {
            p.labels().recut(p.layout(), p.slice(), cut.map, labels);
        } else {
            p.labels().slice(p.layout(), p.slice(), labels);
        }
        labelCut = new LabelCut(p.labels(), p.layout(), p.slice(), labels);
        return labels;
    }
}
