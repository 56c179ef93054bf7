package diffusam.viewer.render;

import diffusam.annotation.LabelMap;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.util.Optional;

/**
 * Everything a picture of one slice is made of: a snapshot, for any thread.
 *
 * @param layout gives the picture its pixels
 * @param labels on the grid of the image
 * @param second mixed into it
 */
public record SlicePicture(
        Volume image,
        Optional<Fused> second,
        SliceLayout layout,
        int slice,
        LabelMap labels,
        Optional<Draft> draft,
        LabelColors colors,
        Shading shading) {
    public SlicePicture {
        if (slice < 0 || slice >= layout.slices()) {
            throw new IllegalArgumentException("slice " + slice + " of " + layout.slices());
        }
    }

    public SliceSize size() {
        return SliceSize.of(layout);
    }
}
