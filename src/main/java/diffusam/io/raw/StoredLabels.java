package diffusam.io.raw;

import diffusam.volume.Grid;
import java.util.Optional;

/** Labels as a file holds them: voxels on a grid of their own, or outlines in patient space. */
public interface StoredLabels {
    /** The labels on their own grid; empty for outlines, which lie on none. */
    Optional<PlacedLabels> onOwnGrid();

    /** The labels on a grid: outlines are filled, and each voxel takes the label of the stored voxel it lies in. */
    PlacedLabels on(Grid grid);
}
