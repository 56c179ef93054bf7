package diffusam.cli;

import diffusam.io.dicom.Comparison;
import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.SecondReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** DICOM files as another reader sees them. */
record SecondOpinion(Terminal terminal) {
    /** @throws UserError if this build has no other reader, or the two differ */
    void on(List<Path> places) throws UserError, IOException {
        SecondReader other = SecondReader.installed().orElseThrow(() -> new UserError(SecondReader.LACKING));
        List<Path> files = files(places);
        int alike = 0;
        int unlike = 0;
        for (Path file : files) {
            try {
                Comparison comparison = Comparison.of(file, other);
                comparison.differences().forEach(difference -> terminal.out().println(file + ": " + difference));
                alike += comparison.differences().isEmpty() ? 1 : 0;
                unlike += comparison.differences().isEmpty() ? 0 : 1;
            } catch (DicomException e) {
                // what one of both cannot read cannot be compared
                terminal.warn(String.valueOf(e.getMessage()));
            }
        }
        terminal.out().println(alike + " of " + files.size() + " files are read alike by both readers");
        if (unlike > 0) {
            throw new UserError(unlike + " of " + files.size() + " files are read differently");
        }
    }

    private static List<Path> files(List<Path> places) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            try (Stream<Path> walk = Files.walk(place)) {
                walk.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        return files;
    }
}
