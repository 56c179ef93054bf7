package diffusam.io.dicom;

import diffusam.io.raw.Warning;
import java.util.Comparator;
import java.util.List;

/** What a folder holds: one series or more. */
public record DicomScan(List<DicomSeries> series, List<Warning> warnings) {
    public DicomScan {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("a scan without a series");
        }
        series = List.copyOf(series);
        warnings = List.copyOf(warnings);
    }

    /** The series that is most likely meant: of those that are plain volumes the one with the most slices. */
    public DicomSeries largest() {
        return series.stream()
                .max(Comparator.comparing((DicomSeries s) -> s.obstacle().isEmpty() && !s.isLocalizer())
                        .thenComparingInt(DicomSeries::slices))
                .orElseThrow();
    }
}
