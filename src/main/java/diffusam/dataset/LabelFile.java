package diffusam.dataset;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.io.Labels;
import diffusam.io.raw.ImageFileException;
import diffusam.volume.Grid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Labels in a file of their own.
 *
 * @param ids the data set's number of each of the file's labels that counts
 */
record LabelFile(Path file, Map<Integer, Integer> ids) implements LabelSource {
    LabelFile {
        ids = Map.copyOf(ids);
    }

    @Override
    public LabelMap read(Grid grid) throws IOException {
        LabelMap stored = Labels.read(file);
        LabelMap moved = stored.resampledTo(grid);
        if (moved.labels().isEmpty() && !stored.labels().isEmpty()) {
            throw new ImageFileException(
                    file, "has no label inside the image; check that both show the same patient in the same position");
        }
        LabelMap renumbered = LabelMap.empty(grid);
        LabelEdit.Builder edit = renumbered.edit();
        int nx = grid.extent().nx();
        int ny = grid.extent().ny();
        for (int k = 0; k < grid.extent().nz(); k++) {
            for (int j = 0; j < ny; j++) {
                for (int i = 0; i < nx; i++) {
                    Integer id = ids.get(moved.at(i, j, k));
                    if (id != null) {
                        edit.set(i, j, k, id);
                    }
                }
            }
        }
        return renumbered.apply(edit.build());
    }
}
