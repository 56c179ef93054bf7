package diffusam.io.dicom;

import diffusam.annotation.Annotation;
import diffusam.io.raw.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * Makes copies of DICOM files from which nobody can be known: the basic profile of PS3.15, annex E, with options. Pixels stay
 * as they are, and so does their encoding; whether they show names or faces is said as far as the files tell. One object
 * gives the same new identifiers for the same old ones, whatever file they stand in. Safe to share between threads.
 */
public final class Deidentification {
    private final Set<Retention> kept;
    private final String patient;
    private final Pseudonyms pseudonyms;

    /**
     * @param kept what to keep beside what says nothing of anybody
     * @param patient name and identifier of the patient in the copies, in plain letters; empty for one made from the old
     * @param key the same key gives the same new identifiers; empty for one that is forgotten
     */
    public Deidentification(Set<Retention> kept, String patient, String key) {
        if (kept.contains(Retention.DATES) && kept.contains(Retention.SHIFTED_DATES)) {
            throw new IllegalArgumentException("dates are either kept or shifted, not both");
        }
        if (!isName(patient)) {
            throw new IllegalArgumentException(
                    "the patient's new name is up to 64 plain letters, without a backslash, got " + patient);
        }
        this.kept = kept.isEmpty() ? Set.of() : EnumSet.copyOf(kept);
        this.patient = patient;
        pseudonyms = new Pseudonyms(key);
    }

    /** True if a patient may be called so in the copies. */
    public static boolean isName(String patient) {
        return patient.matches("[ -\\[\\]-~]{0,64}");
    }

    /**
     * What was copied.
     *
     * @param warnings what was left out, and what must be looked at
     */
    public record Copied(int files, List<Warning> warnings) {
        public Copied {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Copies the images, segmentations and structure sets below a folder, in an archive, or listed by a DICOMDIR; the files'
     * names are new too. Anything else is left out, with a warning.
     *
     * @param folder to be made; it appears whole or not at all
     * @param filesDone told after each file how many are done; what it throws ends the copying
     * @throws DicomException if the folder is there, or there is nothing to copy
     */
    public Copied copy(Path place, Path folder, IntConsumer filesDone) throws IOException {
        List<Warning> warnings = new ArrayList<>();
        List<Place> files = DicomFolder.places(place, warnings);
        try (DeidentifiedFolder copies = new DeidentifiedFolder(folder, this)) {
            for (int n = 0; n < files.size(); n++) {
                copies.add(files.get(n));
                filesDone.accept(n + 1);
            }
            Copied copied = copies.finish();
            warnings.addAll(copied.warnings());
            return new Copied(copied.files(), warnings);
        }
    }

    /**
     * Copies the images of one series, and labels on them as a segmentation, if any voxel is labelled.
     *
     * @param folder to be made; it appears whole or not at all
     */
    public Copied copy(DicomSeries series, Annotation labels, Path folder, IntConsumer filesDone) throws IOException {
        List<Place> files =
                series.headers().stream().map(SliceHeader::file).distinct().toList();
        try (DeidentifiedFolder copies = new DeidentifiedFolder(folder, this)) {
            for (int n = 0; n < files.size(); n++) {
                copies.add(files.get(n));
                filesDone.accept(n + 1);
            }
            if (!labels.map().labels().isEmpty()) {
                Path named = folder.toAbsolutePath().resolveSibling("." + UUID.randomUUID() + ".part");
                try {
                    SegmentationWriter.writeBinary(named, series, labels);
                    copies.add(Place.of(named));
                } finally {
                    Files.deleteIfExists(named);
                }
            }
            return copies.finish();
        }
    }

    /** A file's data set without pixel data and without whatever may tell who somebody is. */
    DataSet scrubbed(DicomFile file) throws IOException {
        return new Scrubber(file, kept, pseudonyms).scrubbed(patient);
    }
}
