package diffusam.io.raw;

import diffusam.annotation.Annotation;
import diffusam.annotation.LabelMap;
import diffusam.volume.Grid;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labels of a file that holds nothing but their numbers. */
public record VoxelLabels(LabelMap map) implements StoredLabels {
    @Override
    public Optional<PlacedLabels> onOwnGrid() {
        return Optional.of(placed(map, false));
    }

    @Override
    public PlacedLabels on(Grid grid) {
        return placed(map.resampledTo(grid), !grid.hasVoxelsOf(map.grid()));
    }

    private static PlacedLabels placed(LabelMap map, boolean resampled) {
        return new PlacedLabels(Annotation.of(map, List.of(), Map.of()), resampled, List.of());
    }
}
