package diffusam.io.dicom;

import diffusam.io.raw.Warning;
import java.util.List;

/** What a folder holds. */
public record DicomScan(List<DicomSeries> series, List<Warning> warnings) {
    public DicomScan {
        series = List.copyOf(series);
        warnings = List.copyOf(warnings);
    }
}
