package diffusam.viewer;

import diffusam.volume.Lps;
import diffusam.volume.SliceLayout;

/**
 * In which order a reader goes through the slices of a plane: from head to foot, from front to back, from right to left.
 *
 * @param lastFirst true if the slice with the highest number comes first
 */
public record SliceOrder(boolean lastFirst) {
    public static SliceOrder of(SliceLayout layout) {
        Lps step = layout.grid().affine().step(layout.sliceAxis());
        double downwards = switch (layout.plane()) {
            case AXIAL -> -step.z();
            case CORONAL -> step.y();
            case SAGITTAL -> step.x();
        };
        return new SliceOrder(downwards < 0);
    }

    /** The slice that lies {@code steps} further on. */
    public int after(int slice, int steps) {
        return lastFirst ? slice - steps : slice + steps;
    }
}
