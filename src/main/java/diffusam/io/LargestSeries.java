package diffusam.io;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.DicomFolder;
import diffusam.io.dicom.DicomScan;
import diffusam.io.dicom.DicomSeries;
import diffusam.io.raw.Decoded;
import diffusam.io.raw.Warning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Of a DICOM folder or file, the volume that is most likely meant: the readable one with the most slices. */
final class LargestSeries {
    private LargestSeries() {}

    /**
     * Reads it.
     *
     * @throws DicomException if there is no DICOM image, or none that is a volume
     */
    static Decoded read(Path place) throws IOException {
        DicomScan scan = DicomFolder.scan(place);
        DicomSeries largest = scan.series().stream()
                .max(Comparator.comparing((DicomSeries s) -> s.obstacle().isEmpty() && !s.isLocalizer())
                        .thenComparingInt(DicomSeries::slices))
                .orElseThrow(() -> new DicomException(place, "holds no DICOM image"));
        List<Warning> warnings = new ArrayList<>();
        scan.warnings().forEach(warning -> warnings.add(new Warning(warning.text())));
        largest.warnings().forEach(warning -> warnings.add(new Warning(warning.text())));
        if (scan.series().size() > 1) {
            warnings.add(new Warning(
                    "It holds " + scan.series().size() + " series; the largest, " + largest + ", was opened."));
        }
        return new Decoded(largest.read(), "DICOM, " + largest, 1, warnings);
    }
}
