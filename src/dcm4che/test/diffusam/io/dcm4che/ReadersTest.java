package diffusam.io.dcm4che;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import diffusam.io.dicom.Comparison;
import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.SecondReader;
import diffusam.io.dicomweb.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as this program and dcm4che read them. */
class ReadersTest {
    private static final Path SHARED = Path.of("../shared/data/dicom");
    private static final int AT_LEAST = 95;

    /** dcm4che does not swap the last byte of an odd count; this program reads it as pydicom does (DecodingTest). */
    private static final Set<String> KNOWN = Set.of("SC_rgb_small_odd_big_endian.dcm");

    private final SecondReader other = SecondReader.installed().orElseThrow();

    @Test
    void bothReadOurOwnFilesAlike(@TempDir Path folder) throws IOException {
        for (Path file : Piece.of(folder, 3).files()) {
            Comparison comparison = Comparison.of(file, other);
            assertEquals(List.of(), comparison.differences());
            assertEquals(35, comparison.samples());
        }
    }

    @Test
    void bothReadEveryFileAlikeThatBothCanRead() throws IOException {
        assumeTrue(Files.isDirectory(SHARED), SHARED + " is not there");
        Map<Path, List<String>> unlike = new TreeMap<>();
        int refused = 0;
        int alike = 0;
        try (Stream<Path> walk = Files.walk(SHARED)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                try {
                    List<String> differences = Comparison.of(file, other).differences();
                    alike += differences.isEmpty() ? 1 : 0;
                    if (!differences.isEmpty() && !KNOWN.contains(file.getFileName().toString())) {
                        unlike.put(file, differences);
                    }
                } catch (DicomException e) {
                    refused++;
                }
            }
        }
        System.out.println(alike + " files alike, " + unlike.size() + " unlike, " + refused
                + " not read by one of both");
        assertEquals(Map.of(), unlike);
        assertTrue(alike >= AT_LEAST, alike + " files were compared");
    }
}
