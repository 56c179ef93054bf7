package diffusam.viewer.render;

import diffusam.annotation.LabelMap;
import diffusam.volume.Slice;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import org.jspecify.annotations.Nullable;

/**
 * Draws pictures one after another and cuts the image and the labels anew only when they changed, so that zooming and
 * windowing cost no cutting. For one thread.
 */
public final class PictureRenderer {
    private final SliceRenderer renderer = new SliceRenderer();
    private @Nullable ImageCut imageCut;
    private @Nullable LabelCut labelCut;

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
            labels = labels.clone();
            picture.draft().get().preview(picture.slice(), labels);
        }
        renderer.render(image(picture), labels, picture.colors(), picture.shading(), view, argb);
    }

    @SuppressWarnings("ReferenceEquality") // volumes are shared, never copied
    private Slice image(SlicePicture p) {
        ImageCut cut = imageCut;
        if (cut == null || cut.image != p.image() || cut.number != p.slice() || !cut.layout.equals(p.layout())) {
            cut = new ImageCut(p.image(), p.layout(), p.slice(), p.image().slice(p.layout(), p.slice()));
            imageCut = cut;
        }
        return cut.slice;
    }

    @SuppressWarnings("ReferenceEquality") // a changed map is another map
    private short[] labels(SlicePicture p) {
        LabelCut cut = labelCut;
        if (cut == null || cut.map != p.labels() || cut.number != p.slice() || !cut.layout.equals(p.layout())) {
            cut = new LabelCut(p.labels(), p.layout(), p.slice(), p.labels().slice(p.layout(), p.slice()));
            labelCut = cut;
        }
        return cut.labels;
    }
}
