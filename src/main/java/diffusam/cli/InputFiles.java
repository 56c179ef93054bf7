package diffusam.cli;

import diffusam.annotation.Annotation;
import diffusam.io.Images;
import diffusam.io.Labels;
import diffusam.io.OpenedImage;
import diffusam.io.dicom.DicomScan;
import diffusam.io.dicom.DicomSeries;
import diffusam.io.dicom.Remedy;
import diffusam.io.dicom.StructureSet;
import diffusam.io.raw.PlacedLabels;
import diffusam.io.raw.StoredLabels;
import diffusam.volume.Grid;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the user names, passes warnings on, and brings labels onto the image's grid. */
record InputFiles(Terminal terminal) {
    /**
     * An image.
     *
     * @param description its format in words
     * @param series the DICOM series it lies in, null if it is none or has no place in the patient
     */
    record Image(
            Path file,
            Volume volume,
            String description,
            @Nullable DicomSeries series) {
        Grid grid() {
            return volume.grid();
        }
    }

    Image image(Path file, SeriesOptions options) throws UserError, IOException {
        Optional<DicomScan> scan = Images.scan(file);
        if (scan.isEmpty()) {
            if (options.isUsed()) {
                throw new UserError("--series and --remedy are for DICOM, and " + file + " is another format");
            }
            OpenedImage opened = Images.open(file);
            opened.warnings().forEach(warning -> terminal.warn(warning.text()));
            return new Image(file, opened.volume(), opened.description(), null);
        }
        DicomInput input = new DicomInput(file, scan.get(), terminal);
        DicomSeries chosen = input.choose(options);
        Volume volume = input.read(chosen, options.remedy());
        return new Image(file, volume, "DICOM, " + chosen, options.remedy() == Remedy.PICTURES ? null : chosen);
    }

    /** Labels on an image's grid; resampled, with a warning, if they are on another that overlaps. */
    Annotation labelsOn(Image image, Path file) throws UserError, IOException {
        StoredLabels stored = Labels.open(file);
        PlacedLabels placed = placed(stored, file, image);
        boolean isEmpty = placed.annotation().map().labels().isEmpty();
        if (placed.resampled()) {
            terminal.warn(file + " is on another grid than " + image.file() + " and was resampled to it");
            boolean wasEmpty = stored.onOwnGrid()
                    .map(own -> own.annotation().map().labels().isEmpty())
                    .orElse(true);
            if (isEmpty && !wasEmpty) {
                throw new UserError("no label of " + file + " lies inside " + image.file()
                        + "; check that both show the same patient in the same position");
            }
        }
        return placed.annotation();
    }

    /** Labels of the very same voxels as another file's: where they decide figures, they are not resampled. */
    Annotation labelsExactlyOn(Image image, Path file) throws UserError, IOException {
        StoredLabels stored = Labels.open(file);
        PlacedLabels placed = placed(stored, file, image);
        if (placed.resampled()) {
            throw new UserError(differ(file, stored, image.file(), image.grid()));
        }
        return placed.annotation();
    }

    /** The same where there is no image, only other labels. */
    Annotation labelsExactlyOn(Grid grid, Path file, Path other) throws UserError, IOException {
        StoredLabels stored = Labels.open(file);
        PlacedLabels placed = stored.on(grid);
        warnOf(placed);
        if (placed.resampled()) {
            throw new UserError(differ(file, stored, other, grid));
        }
        return placed.annotation();
    }

    private static String differ(Path file, StoredLabels stored, Path other, Grid grid) {
        String own = stored.onOwnGrid()
                .map(labels -> labels.annotation().map().grid().extent().toString())
                .orElse("other");
        return file + " and " + other + " are on different grids: " + own + " and " + grid.extent()
                + " voxels, or placed differently";
    }

    private PlacedLabels placed(StoredLabels stored, Path file, Image image) {
        PlacedLabels placed = stored.on(image.grid());
        warnOf(placed);
        DicomSeries series = image.series();
        if (stored instanceof StructureSet structures && series != null && !structures.belongsTo(series)) {
            terminal.warn(file + " names another frame of reference than " + image.file()
                    + "; check that the outlines lie where they should");
        }
        return placed;
    }

    private void warnOf(PlacedLabels placed) {
        placed.warnings().forEach(warning -> terminal.warn(warning.text()));
    }
}
