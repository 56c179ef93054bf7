package diffusam.app;

import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.io.Images;
import diffusam.io.Labels;
import diffusam.io.OpenedImage;
import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.DicomFolder;
import diffusam.io.dicom.DicomScan;
import diffusam.io.dicom.DicomSeries;
import diffusam.volume.Grid;
import diffusam.volume.Volume;
import diffusam.volume.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Studies and labels on disk. */
final class DiskFiles implements StudyFiles {
    private static final double SAME_PLACE_MM = 0.1;

    private final Texts texts;

    DiskFiles(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Opened<Study> readStudy(ScanPlace place) throws IOException {
        Path source = place.path();
        if (place.series() > 0) {
            return readSeries(place);
        }
        if (Files.isDirectory(source)) {
            return readFolder(source);
        }
        OpenedImage image = Images.open(source);
        return new Opened<>(
                Study.of(baseName(source), source, image.volume()),
                image.warnings().stream().map(warning -> warning.text()).toList());
    }

    private Opened<Study> readSeries(ScanPlace place) throws IOException {
        List<DicomSeries> all = DicomFolder.scan(place.path()).series();
        if (place.series() > all.size()) {
            throw new DicomException(
                    place.path(), "holds no series " + place.series() + " any more; open the folder again");
        }
        DicomSeries series = all.get(place.series() - 1);
        return new Opened<>(
                study(series, place.path()),
                series.warnings().stream().map(warning -> warning.text()).toList());
    }

    private static Study study(DicomSeries series, Path folder) throws IOException {
        Volume volume = series.read();
        boolean hounsfield = series.modality().equals("CT");
        return new Study(series.description(), folder, volume, hounsfield, Window.automatic(volume));
    }

    /** Of several series the one with the most slices is read. */
    private Opened<Study> readFolder(Path folder) throws IOException {
        DicomScan scan = DicomFolder.scan(folder);
        DicomSeries largest = scan.series().stream()
                .filter(series -> !series.isLocalizer())
                .max(Comparator.comparingInt(DicomSeries::slices))
                .orElseThrow(() -> new DicomException(folder, "holds no volume"));
        Study study = study(largest, folder);
        List<String> warnings = new ArrayList<>(Stream.concat(scan.warnings().stream(), largest.warnings().stream())
                .map(warning -> warning.text())
                .toList());
        if (scan.series().size() > 1) {
            warnings.add(texts.of("files.series", scan.series().size(), largest.description(), largest.slices()));
        }
        return new Opened<>(study, warnings);
    }

    @Override
    public Opened<LabelMap> readLabels(Path source, Grid grid) throws IOException {
        LabelMap labels = Labels.read(source);
        if (labels.grid().matches(grid, SAME_PLACE_MM)) {
            return new Opened<>(labels.resampledTo(grid), List.of());
        }
        return new Opened<>(
                labels.resampledTo(grid),
                List.of(texts.of(
                        "files.resampled", source.getFileName(), labels.grid().extent(), grid.extent())));
    }

    @Override
    public void writeLabels(Path target, LabelMap map, List<Label> labels) throws IOException {
        Labels.write(map, target);
    }

    /** The file's name without .nii, .nii.gz and the like. */
    private static String baseName(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.', 1);
        return dot < 0 ? name : name.substring(0, dot);
    }
}
