package diffusam.engine;

import diffusam.annotation.LabelMap;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.util.List;

/** A bright box on six slices: the least that a model can be run on. */
final class TinyStudy {
    private static final Grid GRID = new Grid(new Extent(24, 24, 6), Affine.of(2, 2, 4));
    private static final SliceLayout LAYOUT = SliceLayout.of(GRID, Plane.AXIAL);

    private TinyStudy() {}

    /** All of the box on these slices. */
    static Seeds seeds(Integer... slices) {
        LabelMap empty = LabelMap.empty(GRID);
        var edit = empty.edit();
        for (int k = 0; k < 6; k++) {
            for (int j = 6; j < 16; j++) {
                for (int i = 8; i < 18; i++) {
                    edit.set(i, j, k, 1);
                }
            }
        }
        return Seeds.complete(empty.apply(edit.build()), LAYOUT, List.of(slices), List.of(1));
    }

    static Volume image() {
        Volume.Builder builder = new Volume.Builder(GRID, VoxelType.INT16);
        for (int k = 0; k < 6; k++) {
            for (int j = 0; j < 24; j++) {
                for (int i = 0; i < 24; i++) {
                    builder.set(i, j, k, j >= 6 && j < 16 && i >= 8 && i < 18 ? 900 : 100 + i + j);
                }
            }
        }
        return builder.build();
    }
}
