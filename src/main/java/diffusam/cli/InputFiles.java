package diffusam.cli;

import diffusam.annotation.LabelMap;
import diffusam.io.nifti.NiftiReader;
import diffusam.io.raw.Decoded;
import diffusam.volume.Grid;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what the user names, passes warnings on, and brings labels onto the image's grid. */
record InputFiles(Terminal terminal) {
    Decoded read(Path file) throws UserError, IOException {
        if (!Files.exists(file)) {
            throw new UserError(file + " does not exist; check the path");
        }
        Decoded decoded = NiftiReader.read(file);
        decoded.warnings().forEach(warning -> terminal.warn(warning.text()));
        return decoded;
    }

    LabelMap labels(Path file) throws UserError, IOException {
        return asLabels(read(file).volume(), file);
    }

    static LabelMap asLabels(Volume volume, Path file) throws UserError {
        try {
            return LabelMap.of(volume);
        } catch (IllegalArgumentException e) {
            throw new UserError(file + " is no label file: " + e.getMessage());
        }
    }

    /** Labels on an image's grid; resampled, with a warning, if they are on another that overlaps. */
    LabelMap labelsOn(Grid grid, Path file, Path image) throws UserError, IOException {
        LabelMap labels = labels(file);
        if (SameVoxels.of(grid, labels.grid())) {
            return reordered(labels, grid);
        }
        terminal.warn(file + " is on another grid than " + image + " and was resampled to it");
        LabelMap moved = reordered(labels, grid);
        if (moved.labels().isEmpty() && !labels.labels().isEmpty()) {
            throw new UserError("no label of " + file + " lies inside " + image
                    + "; check that both describe the same patient and position");
        }
        return moved;
    }

    /** Labels of the very same voxels as another file's: where they decide figures, they are not resampled. */
    LabelMap labelsExactlyOn(Grid grid, Path file, Path other) throws UserError, IOException {
        LabelMap labels = labels(file);
        if (!SameVoxels.of(grid, labels.grid())) {
            throw new UserError(file + " and " + other + " are on different grids: "
                    + labels.grid().extent() + " and " + grid.extent() + " voxels, or placed differently");
        }
        return reordered(labels, grid);
    }

    private static LabelMap reordered(LabelMap labels, Grid grid) {
        LabelMap empty = LabelMap.empty(grid);
        var edit = empty.edit();
        for (int k = 0; k < grid.extent().nz(); k++) {
            for (int j = 0; j < grid.extent().ny(); j++) {
                for (int i = 0; i < grid.extent().nx(); i++) {
                    var at = labels.grid().toIndex(grid.toLps(new diffusam.volume.Ijk(i, j, k)));
                    int x = (int) Math.rint(at.i());
                    int y = (int) Math.rint(at.j());
                    int z = (int) Math.rint(at.k());
                    if (labels.grid().extent().contains(x, y, z) && labels.at(x, y, z) != 0) {
                        edit.set(i, j, k, labels.at(x, y, z));
                    }
                }
            }
        }
        return empty.apply(edit.build());
    }
}
