package diffusam.io;

import diffusam.annotation.LabelMap;
import diffusam.io.metaimage.MetaImageReader;
import diffusam.io.metaimage.MetaImageWriter;
import diffusam.io.nifti.NiftiReader;
import diffusam.io.nifti.NiftiWriter;
import diffusam.io.nrrd.NrrdReader;
import diffusam.io.nrrd.NrrdWriter;
import diffusam.io.raw.ByteSource;
import diffusam.io.raw.Decoded;
import diffusam.io.raw.ImageFileException;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that keep one volume in one file, or in a header and its data. */
enum FileFormat {
    NIFTI(
            "NIfTI",
            NiftiReader::recognises,
            NiftiReader::read,
            NiftiWriter::write,
            NiftiWriter::write,
            ".nii",
            ".nii.gz"),
    NRRD("NRRD", NrrdReader::recognises, NrrdReader::read, NrrdWriter::write, NrrdWriter::write, ".nrrd", ".nhdr"),
    META_IMAGE(
            "MetaImage",
            MetaImageReader::recognises,
            MetaImageReader::read,
            MetaImageWriter::write,
            MetaImageWriter::write,
            ".mha",
            ".mhd");

    private static final int DICOM_MARK_AT = 128;

    private final String title;
    private final Question question;
    private final Reader reader;
    private final Writer<Volume> volumeWriter;
    private final Writer<LabelMap> labelWriter;
    private final List<String> endings;

    FileFormat(
            String title,
            Question question,
            Reader reader,
            Writer<Volume> volumeWriter,
            Writer<LabelMap> labelWriter,
            String... endings) {
        this.title = title;
        this.question = question;
        this.reader = reader;
        this.volumeWriter = volumeWriter;
        this.labelWriter = labelWriter;
        this.endings = List.of(endings);
    }

    private interface Question {
        boolean recognises(Path file) throws IOException;
    }

    private interface Reader {
        Decoded read(Path file) throws IOException;
    }

    private interface Writer<T> {
        void write(T content, Path file) throws IOException;
    }

    Decoded read(Path file) throws IOException {
        return reader.read(file);
    }

    void write(Volume volume, Path file) throws IOException {
        volumeWriter.write(volume, file);
    }

    void write(LabelMap labels, Path file) throws IOException {
        labelWriter.write(labels, file);
    }

    /**
     * The format of a file's content; empty if it is none of these.
     *
     * @throws ImageFileException if there is no such file
     */
    static Optional<FileFormat> find(Path file) throws IOException {
        ByteSource.requireReadable(file);
        if (isMarkedAsDicom(file)) {
            return Optional.empty(); // its preamble may look like anything
        }
        for (FileFormat format : values()) {
            if (format.question.recognises(file)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** True if the file, unpacked if need be, has the mark of DICOM, which not every DICOM file has. */
    static boolean isMarkedAsDicom(Path file) throws IOException {
        byte[] first = ByteSource.of(file).first(DICOM_MARK_AT + 4);
        return new String(first, StandardCharsets.ISO_8859_1).startsWith("DICM", DICOM_MARK_AT);
    }

    /** What is said of a file that nothing here can open. */
    static ImageFileException unknown(Path file) {
        return new ImageFileException(file, "is not an image that can be opened; supported are DICOM, " + supported());
    }

    /** True if the file's name promises one of these formats. */
    static boolean hasKnownName(Path file) {
        return byName(file).isPresent();
    }

    /**
     * The format that a file's name asks for.
     *
     * @throws ImageFileException if it ends in no known way
     */
    static FileFormat named(Path file) throws ImageFileException {
        return byName(file)
                .orElseThrow(() -> new ImageFileException(
                        file, "cannot be written: its name asks for no known format; supported are " + supported()));
    }

    private static Optional<FileFormat> byName(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.endings.stream().anyMatch(name::endsWith))
                .findFirst();
    }

    private static String supported() {
        return Arrays.stream(values())
                .map(format -> format.title + " (" + String.join(", ", format.endings) + ")")
                .collect(Collectors.joining(", "));
    }
}
