package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.io.Images;
import diffusam.io.Labels;
import diffusam.io.OpenedImage;
import diffusam.io.dicom.Deidentification;
import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.DicomScan;
import diffusam.io.dicom.DicomSeries;
import diffusam.io.dicom.Remedy;
import diffusam.io.dicom.SegmentationWriter;
import diffusam.io.dicom.StructureSet;
import diffusam.io.dicom.StructureSetWriter;
import diffusam.io.label.LabelList;
import diffusam.io.raw.ImageFileException;
import diffusam.io.raw.PlacedLabels;
import diffusam.io.raw.StoredLabels;
import diffusam.io.raw.Warning;
import diffusam.volume.Volume;
import diffusam.volume.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Studies and labels on disk. */
final class DiskFiles implements StudyFiles {
    private static final int GLIMPSE_SIDE = 768;

    private final Texts texts;
    private final AtomicReference<@Nullable Looked> looked = new AtomicReference<>();

    DiskFiles(Texts texts) {
        this.texts = texts;
    }

    /** What was found where, to be read next without another search. */
    private record Looked(Path path, Optional<DicomScan> scan) {}

    @Override
    public Opened<List<ImageChoice>> look(ScanPlace place) throws IOException {
        Optional<DicomScan> scan = Images.scan(place.path());
        looked.set(new Looked(place.path(), scan));
        if (scan.isEmpty()) {
            return new Opened<>(List.of(new ImageChoice(baseName(place.path()), "", "", place)), List.of());
        }
        List<DicomSeries> all = scan.get().series();
        List<ImageChoice> choices = new ArrayList<>();
        if (place.series() > 0) {
            addWaysToRead(place, series(all, place), choices);
        } else {
            DicomSeries largest = scan.get().largest();
            addWaysToRead(new ScanPlace(place.path(), all.indexOf(largest) + 1), largest, choices);
            for (int n = 0; n < all.size(); n++) {
                if (all.get(n) != largest) {
                    addWaysToRead(new ScanPlace(place.path(), n + 1), all.get(n), choices);
                }
            }
        }
        if (choices.isEmpty()) {
            throw new DicomException(scan.get().largest().obstacle().orElse("There is no volume") + ".");
        }
        return new Opened<>(choices, sentences(scan.get().warnings()));
    }

    private void addWaysToRead(ScanPlace place, DicomSeries series, List<ImageChoice> choices) {
        String note = series.obstacle().map(texts::said).orElse(String.join(" ", sentences(series.warnings())));
        if (series.obstacle().isEmpty()) {
            choices.add(new ImageChoice(texts.said(series.toString()), note, series.description(), place));
        }
        for (Remedy remedy : series.remedies()) {
            String title = texts.of("choice.remedy", texts.said(series.toString()), texts.of("remedy." + remedy));
            choices.add(new ImageChoice(title, note, series.description(), place.with(remedy)));
        }
    }

    @Override
    public Optional<Thumbnail> glimpse(ScanPlace place) throws IOException {
        return Images.glimpse(place.path()).map(slice -> Thumbnail.of(slice, GLIMPSE_SIDE));
    }

    private static DicomSeries series(List<DicomSeries> all, ScanPlace place) throws DicomException {
        if (place.series() > all.size()) {
            throw new DicomException(
                    place.path(), "holds no series " + place.series() + " any more; open the folder again");
        }
        return all.get(place.series() - 1);
    }

    @Override
    public Opened<Study> readStudy(ScanPlace place) throws IOException {
        Path source = place.path();
        Looked last = looked.getAndSet(null);
        Optional<DicomScan> scan = last != null && last.path.equals(source) ? last.scan : Images.scan(source);
        if (scan.isEmpty()) {
            OpenedImage image = Images.open(source);
            return new Opened<>(Study.of(baseName(source), source, image.volume()), sentences(image.warnings()));
        }
        DicomSeries series =
                place.series() == 0 ? scan.get().largest() : series(scan.get().series(), place);
        Remedy remedy = place.remedy();
        Volume volume = remedy == null ? series.read() : series.read(remedy, done -> {});
        DicomSeries held = remedy == Remedy.PICTURES ? null : series;
        Study study = new Study(
                series.description(), source, volume, series.modality().equals("CT"), Window.automatic(volume), held);
        List<String> warnings = new ArrayList<>(sentences(series.warnings()));
        if (remedy != null) {
            warnings.add(texts.of("files.changed", texts.of("remedy." + remedy)));
        }
        return new Opened<>(study, warnings);
    }

    @Override
    public Opened<Annotation> readLabels(Path source, Study study) throws IOException {
        StoredLabels stored = Labels.open(source);
        PlacedLabels placed = stored.on(study.image().grid());
        List<String> warnings = new ArrayList<>(sentences(placed.warnings()));
        if (placed.resampled()) {
            warnings.add(texts.of("files.resampled", source.getFileName()));
        }
        DicomSeries series = study.series();
        if (stored instanceof StructureSet structures && series != null && !structures.belongsTo(series)) {
            warnings.add(texts.of("files.otherFrame", source.getFileName()));
        }
        return new Opened<>(named(placed.annotation(), source, warnings), warnings);
    }

    @Override
    public void writeLabels(Path target, LabelForm form, Study study, Annotation annotation) throws IOException {
        switch (form) {
            case LABEL_MAP -> Labels.write(annotation.map(), target);
            case SEGMENTATION -> SegmentationWriter.writeBinary(target, series(study), annotation);
            case STRUCTURES -> StructureSetWriter.write(target, series(study), annotation);
        }
    }

    @Override
    public Opened<Integer> copyDeidentified(CopyOrder order, Study study, Annotation annotation) throws IOException {
        Deidentification.Copied copied = new Deidentification(order.kept(), order.patient(), "")
                .copy(series(study), annotation, order.folder(), done -> {});
        return new Opened<>(copied.files(), sentences(copied.warnings()));
    }

    /** Label maps hold no names; a list beside them does: of the file's own name, or for all files of the folder. */
    private Annotation named(Annotation read, Path source, List<String> warnings) throws IOException {
        for (String name : List.of(baseName(source) + ".csv", "labels.csv")) {
            Path list = source.resolveSibling(name);
            if (Files.isRegularFile(list)) {
                try {
                    return named(read, LabelList.read(list));
                } catch (ImageFileException e) {
                    warnings.add(texts.said(String.valueOf(e.getMessage())));
                }
            }
        }
        return read;
    }

    private static Annotation named(Annotation read, List<Label> names) {
        SortedMap<Integer, Label> labels = new TreeMap<>();
        for (Label label : names) {
            if (read.map().labels().contains(label.id())) {
                labels.put(label.id(), label);
            }
        }
        read.labels().forEach((id, label) -> {
            if (!label.name().equals(Label.of(id).name())) { // the file itself says more than its default
                labels.put(id, label);
            }
        });
        read.labels().forEach(labels::putIfAbsent);
        return Annotation.of(read.map(), labels.values(), read.states());
    }

    private static DicomSeries series(Study study) {
        return Objects.requireNonNull(study.series(), "only labels of a DICOM series are stored as DICOM");
    }

    private List<String> sentences(List<Warning> warnings) {
        return warnings.stream().map(Warning::text).map(texts::said).toList();
    }

    /** The file's name without .nii, .nii.gz and the like. */
    private static String baseName(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.', 1);
        return dot < 0 ? name : name.substring(0, dot);
    }
}
