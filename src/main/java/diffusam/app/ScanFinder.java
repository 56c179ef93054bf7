package diffusam.app;

import diffusam.io.Images;
import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.DicomFolder;
import diffusam.io.dicom.DicomScan;
import diffusam.io.dicom.DicomSeries;
import diffusam.io.raw.Warning;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the scans in a file or a folder and all folders below it. For the file threads. */
final class ScanFinder {
    private static final int LOOKED_AT = 3;

    private final Texts texts;
    private final JobContext context;
    private final List<Scan> found = new ArrayList<>();

    ScanFinder(Texts texts, JobContext context) {
        this.texts = texts;
        this.context = context;
    }

    /**
     * The scans in the order of their names; none if there is nothing that can be opened.
     *
     * @throws IOException if the place cannot be listed
     */
    List<Scan> find(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            visit(place);
        } else if (Images.isNamedAsImage(place) || isDicom(List.of(place))) {
            found.add(file(place));
        }
        return found;
    }

    private void visit(Path folder) throws IOException {
        context.checkpoint();
        context.report(Progress.of(texts.of("job.find", folder), found.size(), 0));
        List<Path> files = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.sorted().forEach(path -> (Files.isDirectory(path) ? folders : files).add(path));
        }
        for (Path image : files) {
            if (Images.isNamedAsImage(image) && !isOfLabels(image)) {
                found.add(file(image));
            }
        }
        if (isDicom(files)) {
            addSeries(folder);
        } else {
            for (Path below : folders) {
                visit(below);
            }
        }
    }

    private Scan file(Path image) throws IOException {
        String size = texts.of("scans.bytes", Files.size(image) / 1e6);
        ScanPlace place = ScanPlace.of(image);
        return new Scan(place, place.name(), size, 0, List.of(), Optional.empty());
    }

    /** One of the first files tells for all, as a folder of slices holds little else. */
    private static boolean isDicom(List<Path> files) throws IOException {
        for (Path file : files.stream()
                .filter(path -> !Images.isNamedAsImage(path))
                .limit(LOOKED_AT)
                .toList()) {
            try {
                DicomFolder.scan(file);
                return true;
            } catch (DicomException e) {
                continue; // the next one may be DICOM
            }
        }
        return false;
    }

    private void addSeries(Path folder) throws IOException {
        DicomScan scan = DicomFolder.scan(folder, done -> context.checkpoint());
        for (int n = 0; n < scan.series().size(); n++) {
            DicomSeries series = scan.series().get(n);
            if (!series.isLocalizer()) {
                found.add(series(new ScanPlace(folder, n + 1), series));
            }
        }
    }

    private Scan series(ScanPlace place, DicomSeries series) throws IOException {
        List<String> warnings = new ArrayList<>();
        series.obstacle().map(texts::said).ifPresent(warnings::add);
        series.warnings().stream().map(Warning::text).map(texts::said).forEach(warnings::add);
        String detail = texts.of("scans.series", series.modality(), series.columns(), series.rows(), series.slices());
        Optional<Thumbnail> picture = Optional.empty();
        try {
            picture = Optional.of(Thumbnail.of(series.readMiddle()));
        } catch (DicomException e) {
            warnings.add(texts.said(String.valueOf(e.getMessage())));
        }
        return new Scan(place, series.description(), detail, series.slices(), warnings, picture);
    }

    /** As the Studio proposes to call label files. */
    private static boolean isOfLabels(Path file) {
        return String.valueOf(file.getFileName())
                .toLowerCase(Locale.ROOT)
                .matches("(.*[-_.])?(labels?|seeds|seg|mask)\\.(nii|nii\\.gz|nrrd|nhdr|mha|mhd)");
    }
}
