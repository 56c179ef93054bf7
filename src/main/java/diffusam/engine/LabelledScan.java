package diffusam.engine;

import diffusam.volume.Volume;

/**
 * A scan that others are learnt from.
 *
 * @param name for messages
 * @param seeds the slices that are labelled, on the image's grid; all of them in a labelled volume
 */
public record LabelledScan(String name, Volume image, Seeds seeds) {
    public LabelledScan {
        if (!image.grid().extent().equals(seeds.map().grid().extent())) {
            throw new IllegalArgumentException(name + ": labels of "
                    + seeds.map().grid().extent() + " voxels for an image of "
                    + image.grid().extent());
        }
    }
}
