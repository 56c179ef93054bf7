package diffusam.cli;

import diffusam.annotation.LabelMap;
import diffusam.io.Images;
import diffusam.io.Labels;
import diffusam.io.OpenedImage;
import diffusam.io.dicom.DicomSeries;
import diffusam.volume.Grid;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what the user names, passes warnings on, and brings labels onto the image's grid. */
record InputFiles(Terminal terminal) {
    /** An image, and its format in words. */
    record Image(Volume volume, String description) {}

    /** @param series number of the DICOM series to read from a folder, 0 for the largest */
    Image image(Path file, int series) throws UserError, IOException {
        if (Files.isDirectory(file)) {
            DicomSeries chosen = DicomInput.scan(file, terminal).choose(series, terminal);
            return new Image(DicomInput.read(chosen, terminal), "DICOM, " + chosen);
        }
        OpenedImage opened = Images.open(file);
        opened.warnings().forEach(warning -> terminal.warn(warning.text()));
        return new Image(opened.volume(), opened.description());
    }

    /** Labels on an image's grid; resampled, with a warning, if they are on another that overlaps. */
    LabelMap labelsOn(Grid grid, Path file, Path image) throws UserError, IOException {
        LabelMap labels = Labels.read(file);
        LabelMap moved = labels.resampledTo(grid);
        if (!SameVoxels.of(grid, labels.grid())) {
            terminal.warn(file + " is on another grid than " + image + " and was resampled to it");
            if (moved.labels().isEmpty() && !labels.labels().isEmpty()) {
                throw new UserError("no label of " + file + " lies inside " + image
                        + "; check that both show the same patient in the same position");
            }
        }
        return moved;
    }

    /** Labels of the very same voxels as another file's: where they decide figures, they are not resampled. */
    LabelMap labelsExactlyOn(Grid grid, Path file, Path other) throws UserError, IOException {
        LabelMap labels = Labels.read(file);
        if (!SameVoxels.of(grid, labels.grid())) {
            throw new UserError(file + " and " + other + " are on different grids: "
                    + labels.grid().extent() + " and " + grid.extent() + " voxels, or placed differently");
        }
        return labels.resampledTo(grid);
    }
}
