package diffusam.metrics;

import diffusam.annotation.LabelMap;
import diffusam.volume.SliceLayout;

/**
 * A prediction beside the truth, voxel by voxel.
 *
 * @param layout the plane whose slices are chosen by number; both maps lie on its grid
 */
public record Comparison(LabelMap prediction, LabelMap truth, SliceLayout layout) {
    public Comparison {
        if (!prediction.grid().extent().equals(truth.grid().extent()) || !layout.isOf(truth.grid())) {
            throw new IllegalArgumentException("a prediction of "
                    + prediction.grid().extent() + " voxels cannot be compared with a truth of "
                    + truth.grid().extent());
        }
    }

    /** Measures one label; takes time in proportion to the grid. */
    public Structure structure(int label) {
        return new Structure(this, label);
    }
}
