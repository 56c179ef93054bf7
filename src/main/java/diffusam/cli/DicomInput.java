package diffusam.cli;

import diffusam.io.dicom.DicomScan;
import diffusam.io.dicom.DicomSeries;
import diffusam.io.dicom.Remedy;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The series of a DICOM folder or file, numbered from 1 in the order of the scan. */
record DicomInput(Path place, DicomScan scan, Terminal terminal) {
    DicomInput {
        scan.warnings().forEach(warning -> terminal.warn(warning.text()));
    }

    List<DicomSeries> series() {
        return scan.series();
    }

    /** Chooses the series to read; the volume with the most slices, with a warning if there are others, unless asked. */
    DicomSeries choose(SeriesOptions options) throws UserError {
        int number = options.series();
        if (number < 0 || number > series().size()) {
            throw new UserError("there is no series " + number + " in " + place + "; there are " + list());
        }
        if (number > 0) {
            return series().get(number - 1);
        }
        DicomSeries largest = scan.largest();
        if (series().size() > 1) {
            terminal.warn(
                    "reading " + largest + ", the largest of the series in " + place + "; --series chooses: " + list());
        }
        return largest;
    }

    /** Reads a series as it is, or in the way the user asks for. */
    Volume read(DicomSeries chosen, @Nullable Remedy remedy) throws UserError, IOException {
        chosen.warnings().forEach(warning -> terminal.warn(warning.text()));
        if (remedy != null && !chosen.remedies().contains(remedy)) {
            throw new UserError(chosen + " cannot be read with --remedy " + Words.of(remedy) + "; "
                    + (chosen.remedies().isEmpty() ? "it reads as it is" : "it offers " + words(chosen.remedies())));
        }
        if (remedy == null && chosen.obstacle().isPresent()) {
            throw new UserError(chosen.obstacle().get() + "; choose with --remedy: " + words(chosen.remedies()));
        }
        if (remedy == null) {
            return chosen.read();
        }
        terminal.warn(chosen + " is not read as it is stored, but with --remedy " + words(List.of(remedy)));
        return chosen.read(remedy, done -> {});
    }

    /** "resample (resample onto an even, upright grid), ...". */
    static String words(Collection<Remedy> remedies) {
        return remedies.stream()
                .map(remedy -> Words.of(remedy) + " (" + remedy.title() + ")")
                .collect(Collectors.joining(", "));
    }

    private String list() {
        return IntStream.range(0, series().size())
                .mapToObj(n -> (n + 1) + " " + series().get(n))
                .collect(Collectors.joining("; "));
    }
}
