package diffusam.io;

import diffusam.annotation.LabelMap;
import diffusam.io.nifti.NiftiReader;
import diffusam.io.nifti.NiftiWriter;
import diffusam.io.raw.ByteSource;
import diffusam.io.raw.Decoded;
import diffusam.io.raw.ImageFileException;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The formats that keep one volume in one file, or in a header and its data. */
enum FileFormat {
    NIFTI("NIfTI", ".nii", ".nii.gz") {
        @Override
        boolean recognises(Path file) throws IOException {
            return NiftiReader.recognises(file);
        }

        @Override
        Decoded read(Path file) throws IOException {
            return NiftiReader.read(file);
        }

        @Override
        void write(Volume volume, Path file) throws IOException {
            NiftiWriter.write(volume, file);
        }

        @Override
        void write(LabelMap labels, Path file) throws IOException {
            NiftiWriter.write(labels, file);
        }
    };

    private final String title;
    private final List<String> endings;

    FileFormat(String title, String... endings) {
        this.title = title;
        this.endings = List.of(endings);
    }

    /** True if the content is of this format. */
    abstract boolean recognises(Path file) throws IOException;

    abstract Decoded read(Path file) throws IOException;

    abstract void write(Volume volume, Path file) throws IOException;

    abstract void write(LabelMap labels, Path file) throws IOException;

    /**
     * The format of a file's content.
     *
     * @throws ImageFileException if there is no such file, or its format is none of these
     */
    static FileFormat of(Path file) throws IOException {
        ByteSource.requireReadable(file);
        for (FileFormat format : values()) {
            if (format.recognises(file)) {
                return format;
            }
        }
        throw new ImageFileException(file, "is not an image that can be opened; supported are " + supported());
    }

    /**
     * The format that a file's name asks for.
     *
     * @throws ImageFileException if it ends in no known way
     */
    static FileFormat named(Path file) throws ImageFileException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.endings.stream().anyMatch(name::endsWith))
                .findFirst()
                .orElseThrow(() -> new ImageFileException(
                        file, "cannot be written: its name asks for no known format; supported are " + supported()));
    }

    private static String supported() {
        return Arrays.stream(values())
                .map(format -> format.title + " (" + String.join(", ", format.endings) + ")")
                .collect(Collectors.joining(", "));
    }
}
