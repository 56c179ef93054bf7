package diffusam.cli;

import diffusam.io.dicom.DicomFolder;
import diffusam.io.dicom.DicomScan;
import diffusam.io.dicom.DicomSeries;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The series of a DICOM folder, numbered from 1 in the order of the scan. */
record DicomInput(Path folder, List<DicomSeries> series) {
    static DicomInput scan(Path folder, Terminal terminal) throws IOException {
        DicomScan scan = DicomFolder.scan(folder);
        scan.warnings().forEach(warning -> terminal.warn(warning.text()));
        return new DicomInput(folder, scan.series());
    }

    /**
     * Chooses the series to read.
     *
     * @param number as the user gave it; 0 for the volume with the most slices, with a warning if there are others
     */
    DicomSeries choose(int number, Terminal terminal) throws UserError {
        if (number > series.size()) {
            throw new UserError("there is no series " + number + " in " + folder + "; there are " + list());
        }
        if (number > 0) {
            return series.get(number - 1);
        }
        DicomSeries largest = series.stream()
                .max(Comparator.comparing((DicomSeries s) -> s.obstacle().isEmpty() && !s.isLocalizer())
                        .thenComparingInt(DicomSeries::slices))
                .orElseThrow(() -> new UserError(folder + " holds no series"));
        if (series.size() > 1) {
            terminal.warn("reading " + largest + ", the largest of the series in " + folder + "; --series chooses: "
                    + list());
        }
        return largest;
    }

    static Volume read(DicomSeries chosen, Terminal terminal) throws IOException {
        chosen.warnings().forEach(warning -> terminal.warn(warning.text()));
        return chosen.read();
    }

    private String list() {
        return IntStream.range(0, series.size())
                .mapToObj(n -> (n + 1) + " " + series.get(n))
                .collect(Collectors.joining("; "));
    }
}
