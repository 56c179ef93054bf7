package diffusam.io.dicomweb;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * Which studies are looked for; empty texts and dates match all.
 *
 * @param patientName as DICOM writes names, {@code Family^Given}; {@code *} stands for any letters
 * @param from first day of the study
 * @param to last day of the study
 * @param limit most studies to answer with
 */
public record StudyQuery(
        String patientId,
        String patientName,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        String modality,
        int limit) {
    public StudyQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit is at least 1");
        }
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw new IllegalArgumentException("the first day is after the last");
        }
    }

    Map<String, String> parameters() {
        return Map.of(
                "PatientID",
                patientId,
                "PatientName",
                patientName,
                "StudyDate",
                dates(),
                "ModalitiesInStudy",
                modality,
                "includefield",
                Study.DESCRIPTION,
                "limit",
                Integer.toString(limit));
    }

    /** The days as DICOM writes a range, or empty. */
    public String dates() {
        return from.isEmpty() && to.isEmpty() ? "" : day(from) + "-" + day(to);
    }

    private static String day(Optional<LocalDate> date) {
        return date.map(DateTimeFormatter.BASIC_ISO_DATE::format).orElse("");
    }
}
