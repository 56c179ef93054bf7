package diffusam.io.dicom;

import diffusam.io.dicom.Deidentification.Copied;
import diffusam.io.raw.Warning;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of de-identified copies in the making; what was not finished is gone when it is closed. */
final class DeidentifiedFolder implements Closeable {
    private static final int FAULTS_NAMED = 20;

    /** Kinds of images that often show words, as pictures of screens and ultrasound do. */
    private static final Set<String> WORDY = Set.of("US", "XA", "RF", "OT", "ES", "XC", "GM", "DX", "CR", "MG", "SC");

    private final Path target;
    private final Path part;
    private final Deidentification rules;
    private final Map<String, Integer> filesBySeries = new HashMap<>();
    private final Map<String, Integer> seriesNumbers = new HashMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private final List<Warning> faults = new ArrayList<>();
    private int files;
    private int faulty;
    private int burnedIn;
    private int wordy;
    private int recognizable;

    DeidentifiedFolder(Path folder, Deidentification rules) throws IOException {
        target = folder.toAbsolutePath();
        this.rules = rules;
        if (Files.exists(target)) {
            throw new DicomException(
                    folder,
                    "is there already; name a folder that can be made",
                    new FileAlreadyExistsException(folder.toString()));
        }
        part = target.resolveSibling("." + target.getFileName() + ".part-" + Uids.random());
        Files.createDirectory(part);
    }

    /** Copies a file if it is of a kind that can be de-identified; a damaged one becomes a warning. */
    void add(Place place) throws IOException {
        try (DicomFile file = DicomFile.open(place, Dictionary.standard())) {
            DataSet set = file.dataSet();
            if (file.classUid().equals(Directory.CLASS_UID)) {
                return;
            }
            boolean isKnown = set.has(Tag.ROWS) || StructureSetReader.isStructureSet(file);
            if (!isKnown) {
                String modality = set.text(Tag.MODALITY);
                leftOut.merge(modality.isEmpty() ? "unknown" : modality, 1, Integer::sum);
                return;
            }
            look(set);
            DataSet clean = rules.scrubbed(file);
            PixelCopy.write(next(set), clean, file);
            files++;
        } catch (DicomException e) {
            fault(e);
        }
    }

    /**
     * Gives the folder its name.
     *
     * @throws DicomException if nothing was copied
     */
    Copied finish() throws IOException {
        if (files == 0) {
            throw new DicomException(
                    target, "is not made: there is no DICOM image, segmentation or structure set to copy");
        }
        Files.move(part, target);
        return new Copied(files, warnings());
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(part)) {
            try (Stream<Path> all = Files.walk(part)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Names tell nothing: series and files are counted. */
    private Path next(DataSet set) throws IOException {
        String series = set.text(Tag.SERIES_INSTANCE_UID);
        int number = seriesNumbers.computeIfAbsent(series, uid -> seriesNumbers.size() + 1);
        Path folder = part.resolve(String.format(Locale.ROOT, "series-%02d", number));
        Files.createDirectories(folder);
        return folder.resolve(String.format(Locale.ROOT, "%05d.dcm", filesBySeries.merge(series, 1, Integer::sum)));
    }

    /** Counts images whose pixels may show who somebody is. */
    private void look(DataSet set) {
        String burned = set.text(Tag.BURNED_IN_ANNOTATION);
        burnedIn += burned.equals("YES") ? 1 : 0;
        wordy += burned.isEmpty() && WORDY.contains(set.text(Tag.MODALITY)) ? 1 : 0;
        recognizable += set.text(Tag.RECOGNIZABLE_FEATURES).equals("YES") ? 1 : 0;
    }

    private void fault(DicomException e) {
        String sentence = String.valueOf(e.getMessage());
        if (sentence.endsWith("is not a DICOM file")) {
            leftOut.merge("", 1, Integer::sum);
        } else if (faulty++ < FAULTS_NAMED) {
            faults.add(new Warning("Left out: " + sentence + "."));
        }
    }

    private List<Warning> warnings() {
        List<Warning> all = new ArrayList<>();
        said(all, burnedIn, "words are burned into the pixels, the files say; pixels are not changed, so look at them");
        said(
                all,
                wordy,
                "this kind of image often has words burned into the pixels, which are not changed; look at them");
        said(all, recognizable, "a face can be recognised, the files say; pixels are not changed, so look at them");
        all.addAll(faults);
        said(all, faulty - faults.size(), "left out too, as damaged or not supported");
        leftOut.forEach((kind, count) -> said(
                all,
                count,
                kind.isEmpty()
                        ? "left out, as no DICOM"
                        : "left out, as the kind " + kind + " cannot be de-identified"));
        return all;
    }

    private static void said(List<Warning> all, int count, String what) {
        if (count > 0) {
            all.add(new Warning(count + (count == 1 ? " file: " : " files: ") + what + "."));
        }
    }
}
