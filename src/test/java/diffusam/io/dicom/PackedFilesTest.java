package diffusam.io.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.io.raw.Warning;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series in archives, gzipped, and listed by a DICOMDIR. */
class PackedFilesTest {
    @TempDir
    private Path folder;

    private Piece piece;
    private List<Path> files;

    @BeforeEach
    void writeSeries() throws IOException {
        piece = Piece.along(folder.resolve("ct"), new Lps(1, 0, 0), new Lps(0, 1, 0), new Lps(0, 0, 1));
        try (Stream<Path> all = Files.list(folder.resolve("ct"))) {
            files = all.sorted().toList();
        }
    }

    @Test
    void aZippedSeriesIsRead() throws IOException {
        Path zip = folder.resolve("study.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Path file : files) {
                out.putNextEntry(new ZipEntry("disk/IMAGES/" + file.getFileName()));
                Files.copy(file, out);
            }
            out.putNextEntry(new ZipEntry("readme.txt"));
            out.write("no image".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        DicomScan scan = DicomFolder.scan(zip);
        assertEquals(1, scan.series().size());
        assertEqual(scan.series().getFirst().read());
    }

    @Test
    void gzippedFilesAreRead() throws IOException {
        Path packed = Files.createDirectory(folder.resolve("packed"));
        for (Path file : files) {
            try (OutputStream out =
                    new GZIPOutputStream(Files.newOutputStream(packed.resolve(file.getFileName() + ".gz")))) {
                Files.copy(file, out);
            }
        }
        assertEqual(DicomFolder.scan(packed).series().getFirst().read());
    }

    @Test
    void aDirectoryListsItsFilesWhateverTheCase() throws IOException {
        Path disk = Files.createDirectories(folder.resolve("disk/img"));
        for (Path file : files) {
            Files.copy(file, disk.resolve(file.getFileName()));
        }
        Files.copy(files.getFirst(), disk.resolve("unlisted.dcm"));
        Path directory = folder.resolve("disk/DICOMDIR");
        DataSet set = new DataSet(directory);
        set.set(Tag.SOP_CLASS_UID, Directory.CLASS_UID);
        set.set(Tag.SOP_INSTANCE_UID, Uids.random());
        List<DataSet> records = new ArrayList<>();
        for (String name : List.of("SLICE-001", "SLICE-002", "SLICE-003", "SLICE-004", "SLICE-005", "LOST")) {
            DataSet record = new DataSet(directory);
            record.set(Tag.REFERENCED_FILE_ID, "IMG", name);
            records.add(record);
        }
        DataSet escape = new DataSet(directory);
        escape.set(Tag.REFERENCED_FILE_ID, "..", "ct", "slice-001.dcm");
        records.add(escape);
        set.setItems(Tag.DIRECTORY_RECORD_SEQUENCE, records);
        DataSetWriter.write(directory, set, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        DicomScan scan = DicomFolder.scan(directory);
        assertEquals(
                List.of("2 of the files that " + directory + " lists are not there."),
                scan.warnings().stream().map(Warning::text).toList());
        assertEqual(scan.series().getFirst().read());
    }

    @Test
    void whatUnpacksBeyondReasonIsRefused() throws IOException {
        Path bomb = folder.resolve("bomb.dcm.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            byte[] zeros = new byte[1 << 20];
            for (int n = 0; n < 80; n++) {
                out.write(zeros);
            }
        }
        String sentence =
                assertThrows(DicomException.class, () -> DicomFile.open(bomb)).getMessage();
        assertTrue(sentence.startsWith(bomb + ": unpacks to more than its size can mean"), sentence);
    }

    private void assertEqual(Volume read) {
        assertTrue(read.grid().matches(piece.volume().grid(), 1e-9));
        for (int k = 0; k < read.grid().extent().nz(); k++) {
            assertEquals(-1, read.storedSlice(k).mismatch(piece.volume().storedSlice(k)));
        }
    }
}
