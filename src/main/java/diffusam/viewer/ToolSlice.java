package diffusam.viewer;

import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.viewer.render.SliceSize;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;

/** The slice a tool was pressed on, with what it shows at that moment. */
public record ToolSlice(Volume image, LabelMap labels, SliceLayout layout, int slice) {
    public ToolSlice {
        if (slice < 0 || slice >= layout.slices()) {
            throw new IllegalArgumentException("slice " + slice + " of " + layout.slices());
        }
    }

    /** Another slice of the same plane at the same moment. */
    public ToolSlice beside(int slice) {
        return new ToolSlice(image, labels, layout, slice);
    }

    public SliceSize size() {
        return SliceSize.of(layout);
    }

    public boolean contains(int column, int row) {
        return column >= 0 && column < layout.columns() && row >= 0 && row < layout.rows();
    }

    /** Real value of a pixel; darker than any window outside the image. */
    public double value(int column, int row) {
        long voxel = layout.voxel(image.grid(), slice, column, row);
        return voxel < 0 ? Volume.OUTSIDE : image.value(voxel);
    }

    /** Label of a pixel when the tool was pressed. */
    public int label(int column, int row) {
        long voxel = layout.voxel(labels.grid(), slice, column, row);
        return voxel < 0 ? Label.BACKGROUND : labels.at(voxel);
    }
}
