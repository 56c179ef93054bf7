package diffusam.io.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.io.raw.Warning;
import diffusam.volume.Lps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test list, {@code profile.tsv}, is the standard's table as another program has it; see deidentification_tables.py. */
class DeidentificationTest {
    private static final String SECRET = "Q1SECRETQ";

    @TempDir
    private Path folder;

    private Piece piece;
    private Map<Integer, String> profile;

    @BeforeEach
    void writeSeries() throws IOException {
        piece = Piece.along(folder.resolve("ct"), new Lps(1, 0, 0), new Lps(0, 1, 0), new Lps(0, 0, 1));
        profile = new TreeMap<>(Integer::compareUnsigned);
        try (var in = DeidentificationTest.class.getResourceAsStream("profile.tsv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                int tag = Integer.parseUnsignedInt(line.substring(0, 8), 16);
                if (tag >>> 16 >= 8) { // groups 2 and 4 are no part of a data set
                    profile.put(tag, line.substring(9));
                }
            }
        }
    }

    @Test
    void everyAttributeOfTheListIsTreatedAsTheListSays() throws IOException {
        assertEquals(648, profile.size());
        DataSet before = withEveryAttribute();
        DataSet nested = withEveryAttribute();
        before.put(new Element(0x00082112, Vr.SQ, false, new Element.Items(List.of(nested))));
        DataSet after = copied(before, Set.of());
        check(before, after);
        check(nested, after.items(Tag.SOURCE_IMAGE_SEQUENCE).getFirst());
        byte[] bytes = Files.readAllBytes(onlyFile(folder.resolve("out")));
        assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains(SECRET));
        assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains("1.2.3.4.5"));
    }

    private void check(DataSet before, DataSet after) {
        for (Map.Entry<Integer, String> row : profile.entrySet()) {
            Element old = element(before, row.getKey());
            Element now = element(after, row.getKey());
            String name = Tag.text(row.getKey()) + " " + row.getValue();
            if (old == null
                    || row.getKey() == 0x00082112
                    || row.getKey() == Tag.PATIENT_NAME.number()
                    || row.getKey() == Tag.PATIENT_ID.number()
                    || row.getKey() == Tag.ROI_NAME.number()) {
                continue;
            }
            switch (row.getValue()) {
                case "X" -> assertNull(now, name);
                case "Z", "X/Z" -> assertTrue(now != null && isEmpty(now), name);
                default -> assertTrue(now != null && !now.value().equals(old.value()) || old.vr() == Vr.SQ, name);
            }
        }
    }

    @Test
    void whatTheListDoesNotNameIsKeptUnlessItMayTell() throws IOException {
        DataSet before = image();
        put(before, 0x00180060, Vr.DS, "120 ");
        put(before, 0x00080070, Vr.LO, "PHANTOM MAKER ");
        put(before, 0x00190010, Vr.LO, SECRET + " ");
        put(before, 0x00191001, Vr.LO, SECRET + " ");
        put(before, 0x00620006, Vr.ST, SECRET + " ");
        put(before, 0x00089999, Vr.LO, SECRET + " ");
        put(before, 0x00102299, Vr.UN, SECRET + " ");
        put(before, 0x00620005, Vr.LO, "Right kidney");
        put(before, 0x30060026, Vr.LO, SECRET + " ");
        DataSet after = copied(before, Set.of());
        assertEquals("120", after.text(Tag.KVP));
        assertEquals("PHANTOM MAKER", after.text(Tag.MANUFACTURER));
        assertEquals("Right kidney", after.text(Tag.SEGMENT_LABEL), "a part of every body");
        assertEquals("ANONYMIZED", after.text(Tag.ROI_NAME));
        for (int tag : new int[] {0x00190010, 0x00191001, 0x00620006, 0x00089999, 0x00102299}) {
            assertNull(element(after, tag), Tag.text(tag));
        }
        assertEquals("YES", after.text(Tag.PATIENT_IDENTITY_REMOVED));
        assertEquals("REMOVED", after.text(Tag.LONGITUDINAL_INFORMATION));
        assertEquals(
                "113100",
                after.items(Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE)
                        .getFirst()
                        .text(Tag.CODE_VALUE));
    }

    @Test
    void whatIsHiddenInUnnamedSequencesOfImplicitFilesIsFound() throws IOException {
        DataSet item = new DataSet(folder);
        put(item, 0x00081048, Vr.PN, SECRET + " ");
        put(item, 0x00080100, Vr.SH, "KEPT");
        DataSet before = image();
        before.put(new Element(0x00186011, Vr.SQ, false, new Element.Items(List.of(item))));
        Path file = folder.resolve("implicit.dcm");
        DataSetWriter.write(file, before, TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
        new Deidentification(Set.of(), "", "").copy(file, folder.resolve("out"), done -> {});
        byte[] bytes = Files.readAllBytes(onlyFile(folder.resolve("out")));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(SECRET));
        assertTrue(text.contains("KEPT"));
    }

    @Test
    void optionsKeepWhatTheySay() throws IOException {
        DataSet before = image();
        put(before, 0x00101010, Vr.AS, "054Y");
        put(before, 0x00080080, Vr.LO, "HOSPITAL");
        put(before, 0x00181000, Vr.LO, "SERIAL");
        put(before, 0x00080020, Vr.DA, "20240229");
        put(before, 0x00080030, Vr.TM, "101500");
        DataSet none = copied(before, Set.of());
        assertEquals("", none.text(Tag.STUDY_DATE));
        assertNull(element(none, 0x00101010));
        DataSet kept = copied(
                before,
                Set.of(Retention.PATIENT, Retention.INSTITUTION, Retention.DEVICE, Retention.DATES, Retention.UIDS));
        assertEquals("20240229", kept.text(Tag.STUDY_DATE));
        assertEquals("SERIAL", kept.text(Tag.DEVICE_SERIAL_NUMBER));
        assertTrue(element(kept, 0x00101010) != null && element(kept, 0x00080080) != null);
        assertEquals(before.text(Tag.SOP_INSTANCE_UID), kept.text(Tag.SOP_INSTANCE_UID));
        assertEquals(6, kept.items(Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE).size());
    }

    @Test
    void shiftedDatesKeepTheDaysBetweenThem() throws IOException {
        DataSet before = image();
        put(before, 0x00080020, Vr.DA, "20240229");
        put(before, 0x00080021, Vr.DA, "20240310");
        put(before, 0x00080030, Vr.TM, "101500");
        put(before, 0x0008002A, Vr.DT, "20240310101500.5");
        put(before, 0x00080023, Vr.DA, "someday ");
        DataSet after = copied(before, Set.of(Retention.SHIFTED_DATES));
        LocalDate study = LocalDate.parse(after.text(Tag.STUDY_DATE), DateTimeFormatter.BASIC_ISO_DATE);
        LocalDate series = LocalDate.parse(after.text(Tag.SERIES_DATE), DateTimeFormatter.BASIC_ISO_DATE);
        assertEquals(10, ChronoUnit.DAYS.between(study, series));
        assertTrue(study.isBefore(LocalDate.of(2024, 2, 29)));
        assertEquals("101500", after.text(Tag.STUDY_TIME));
        assertEquals("", after.text(Tag.CONTENT_DATE));
        String moved =
                new String(((Element.Held) element(after, 0x0008002A).value()).bytes(), StandardCharsets.US_ASCII);
        assertEquals(DateTimeFormatter.BASIC_ISO_DATE.format(series) + "101500.5", moved);
        assertEquals("MODIFIED", after.text(Tag.LONGITUDINAL_INFORMATION));
    }

    @Test
    void labelsStillReferToTheImages() throws IOException {
        SegmentationWriter.writeBinary(folder.resolve("ct/seg.dcm"), piece.series(), piece.annotation());
        StructureSetWriter.write(folder.resolve("ct/rs.dcm"), piece.series(), piece.annotation());
        Path out = folder.resolve("out");
        assertEquals(
                7,
                new Deidentification(Set.of(), "", "key")
                        .copy(folder.resolve("ct"), out, done -> {})
                        .files());
        DicomSeries series = DicomFolder.scan(out).series().getFirst();
        Set<String> images = new java.util.HashSet<>();
        series.headers().forEach(slice -> images.add(slice.instanceUid()));
        assertTrue(piece.series().headers().stream().noneMatch(slice -> images.contains(slice.instanceUid())));
        int labels = 0;
        for (Path path : files(out)) {
            try (DicomFile file = DicomFile.open(path)) {
                DataSet root = file.dataSet();
                assertTrue(root.text(Tag.PATIENT_NAME).matches("ANON-[0-9A-F]{8}"), root.text(Tag.PATIENT_NAME));
                if (SegmentationReader.isSegmentation(file)) {
                    labels++;
                    DataSet frame = root.items(Tag.PER_FRAME_GROUPS_SEQUENCE).getFirst();
                    assertTrue(images.contains(frame.items(Tag.DERIVATION_IMAGE_SEQUENCE)
                            .getFirst()
                            .items(Tag.SOURCE_IMAGE_SEQUENCE)
                            .getFirst()
                            .text(Tag.REFERENCED_SOP_INSTANCE_UID)));
                    assertFalse(SegmentationReader.read(file)
                            .on(piece.volume().grid())
                            .resampled());
                } else if (StructureSetReader.isStructureSet(file)) {
                    labels++;
                    assertTrue(StructureSetReader.read(file).belongsTo(series));
                }
            }
        }
        assertEquals(2, labels);
        Path again = folder.resolve("again");
        new Deidentification(Set.of(), "", "key").copy(folder.resolve("ct"), again, done -> {});
        assertEquals(
                series.first().instanceUid(),
                DicomFolder.scan(again).series().getFirst().first().instanceUid(),
                "the same key");
        Path other = folder.resolve("other");
        new Deidentification(Set.of(), "", "").copy(folder.resolve("ct"), other, done -> {});
        assertNotEquals(
                series.first().instanceUid(),
                DicomFolder.scan(other).series().getFirst().first().instanceUid());
    }

    @Test
    void pixelsStayAsTheyAreInEveryEncoding() throws IOException {
        int compared = 0;
        for (String place : List.of("dicom/dicomparser", "dicom/pydicom_test_files", "dicom/enhanced")) {
            for (Path path : files(SharedData.path(place))) {
                List<byte[]> before = frames(path);
                if (before.isEmpty()) {
                    continue;
                }
                Path out = folder.resolve("out" + compared++);
                new Deidentification(Set.of(), "", "").copy(path, out, done -> {});
                List<byte[]> after = frames(onlyFile(out));
                assertEquals(before.size(), after.size(), path::toString);
                for (int n = 0; n < before.size(); n++) {
                    assertArrayEquals(before.get(n), after.get(n), path.toString());
                }
            }
        }
        assertTrue(compared > 60, compared + " files");
    }

    @Test
    void whatCannotBeCleanedIsLeftOutAndWhatMustBeLookedAtIsSaid() throws IOException {
        DataSet screen = image();
        screen.set(Tag.MODALITY, "US");
        DataSet report = image();
        report.set(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.88.11");
        report.set(Tag.MODALITY, "SR");
        DataSet burned = image();
        burned.set(Tag.BURNED_IN_ANNOTATION, "YES");
        Path in = Files.createDirectory(folder.resolve("in"));
        DataSetWriter.write(in.resolve("a.dcm"), screen, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        DataSetWriter.write(in.resolve("c.dcm"), burned, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        DataSet text = new DataSet(folder);
        report.elements().stream().filter(e -> e.tag() >>> 16 < 0x28).forEach(text::put);
        DataSetWriter.write(in.resolve("b.dcm"), text, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        Files.writeString(in.resolve("notes.txt"), SECRET);
        Path out = folder.resolve("out");
        Deidentification.Copied copied = new Deidentification(Set.of(), "", "").copy(in, out, done -> {});
        assertEquals(2, copied.files());
        List<String> said = copied.warnings().stream().map(Warning::text).toList();
        assertTrue(said.get(0).startsWith("1 file: words are burned into the pixels"), said::toString);
        assertTrue(said.get(1).startsWith("1 file: this kind of image often has words"), said::toString);
        assertTrue(said.contains("1 file: left out, as the kind SR cannot be de-identified."), said::toString);
        assertTrue(said.contains("1 file: left out, as no DICOM."), said::toString);
        assertTrue(assertThrows(
                        DicomException.class, () -> new Deidentification(Set.of(), "", "").copy(in, out, done -> {}))
                .getMessage()
                .contains("is there already"));
        Path nothing = folder.resolve("nothing");
        assertThrows(
                DicomException.class,
                () -> new Deidentification(Set.of(), "", "").copy(in.resolve("notes.txt"), nothing, done -> {}));
        assertThrows(
                IllegalStateException.class,
                () -> new Deidentification(Set.of(), "", "").copy(in, nothing, done -> {
                    throw new IllegalStateException("cancelled");
                }));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of("ct", "in", "out"),
                    left.map(p -> p.getFileName().toString()).sorted().toList());
        }
    }

    /** An image with a value that tells in every attribute of the list that a file can hold. */
    private DataSet withEveryAttribute() {
        DataSet set = image();
        for (int tag : profile.keySet()) {
            Vr vr = Dictionary.standard().vr(tag);
            switch (vr) {
                case UN, OB, OW, OF, OD, OL, OV -> {}
                case SQ -> {
                    DataSet item = new DataSet(folder);
                    put(item, Tag.PATIENT_NAME.number(), Vr.PN, SECRET + " ");
                    set.put(new Element(tag, Vr.SQ, false, new Element.Items(List.of(item))));
                }
                case UI -> put(set, tag, vr, "1.2.3.4.5." + Integer.toUnsignedString(tag % 1000 + 1000));
                case DA -> put(set, tag, vr, "20240229");
                case TM -> put(set, tag, vr, "101500");
                case DT -> put(set, tag, vr, "20240229101500");
                case AS -> put(set, tag, vr, "054Y");
                case IS, DS -> put(set, tag, vr, "54");
                case US, SS -> put(set, tag, vr, "\1\0");
                case UL, SL, FL, AT -> put(set, tag, vr, "\1\0\0\0");
                case FD, SV, UV -> put(set, tag, vr, "\1\0\0\0\0\0\0\0");
                default -> put(set, tag, vr, SECRET + " ");
            }
        }
        set.set(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2");
        return set;
    }

    private DataSet image() {
        DataSet set = new DataSet(folder);
        set.set(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2");
        set.set(Tag.SOP_INSTANCE_UID, "1.2.3.4.5.6");
        set.set(Tag.MODALITY, "CT");
        set.set(Tag.PATIENT_NAME, SECRET);
        set.set(Tag.PATIENT_ID, SECRET);
        set.set(Tag.ROWS, 1);
        set.set(Tag.COLUMNS, 2);
        set.set(Tag.BITS_ALLOCATED, 8);
        set.setBytes(Tag.PIXEL_DATA, new byte[] {1, 2});
        return set;
    }

    private DataSet copied(DataSet before, Set<Retention> kept) throws IOException {
        Path file = folder.resolve("before.dcm");
        Path out = folder.resolve("out");
        for (Path old : Files.exists(out) ? files(out) : List.<Path>of()) {
            Files.delete(old);
        }
        Files.deleteIfExists(out.resolve("series-01"));
        Files.deleteIfExists(out);
        DataSetWriter.write(file, before, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        assertEquals(
                1,
                new Deidentification(kept, "", "").copy(file, out, done -> {}).files());
        try (DicomFile copy = DicomFile.open(Place.of(onlyFile(out)), Dictionary.standard())) {
            return copy.dataSet();
        }
    }

    private static boolean isEmpty(Element element) {
        return switch (element.value()) {
            case Element.Held held -> held.bytes().length == 0;
            case Element.Items items -> items.items().isEmpty();
            default -> false;
        };
    }

    private static Element element(DataSet set, int tag) {
        return set.elements().stream().filter(e -> e.tag() == tag).findFirst().orElse(null);
    }

    private static void put(DataSet set, int tag, Vr vr, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] even = java.util.Arrays.copyOf(bytes, bytes.length + bytes.length % 2);
        set.put(new Element(tag, vr, false, new Element.Held(even)));
    }

    /** Decoded frames, none of a file that cannot be read. */
    private static List<byte[]> frames(Path path) {
        List<byte[]> frames = new ArrayList<>();
        try (DicomFile file = DicomFile.open(path)) {
            PixelData pixels = PixelData.of(file);
            for (int n = 0; n < pixels.format().frames(); n++) {
                frames.add(pixels.frame(n));
            }
            return frames;
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path onlyFile(Path folder) throws IOException {
        List<Path> files = files(folder);
        assertEquals(1, files.size(), files::toString);
        return files.getFirst();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
