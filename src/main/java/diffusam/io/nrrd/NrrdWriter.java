package diffusam.io.nrrd;

import diffusam.annotation.LabelMap;
import diffusam.files.SafeFile;
import diffusam.io.raw.ImageFileException;
import diffusam.io.raw.Packing;
import diffusam.io.raw.RawImage;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes NRRD in LPS, packed with gzip, little-endian: {@code .nrrd} in one file, {@code .nhdr} with its voxels in a {@code
 * .raw.gz} file beside it. NRRD keeps no slope and intercept, so rescaled volumes are written with their real values.
 */
public final class NrrdWriter {
    private NrrdWriter() {}

    /** @throws ImageFileException if the file cannot be written; what was there before is untouched */
    public static void write(Volume volume, Path file) throws IOException {
        write(RawImage.withoutRescaling(volume), file);
    }

    /**
     * Writes labels in the smallest type that holds them.
     *
     * @throws ImageFileException if the file cannot be written; what was there before is untouched
     */
    public static void write(LabelMap labels, Path file) throws IOException {
        write(RawImage.of(labels), file);
    }

    private static void write(RawImage image, Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".nrrd")) {
            SafeFile.write(file, out -> {
                out.write((header(image) + "\n").getBytes(StandardCharsets.UTF_8));
                image.writeVoxels(out, Packing.GZIP);
            });
        } else if (lower.endsWith(".nhdr")) {
            String dataName = name.substring(0, name.length() - ".nhdr".length()) + ".raw.gz";
            String header = header(image) + "data file: " + dataName + "\n";
            SafeFile.write(file.resolveSibling(dataName), out -> image.writeVoxels(out, Packing.GZIP));
            SafeFile.write(file, out -> out.write(header.getBytes(StandardCharsets.UTF_8)));
        } else {
            throw new ImageFileException(file, "is no name for an NRRD file; end it in .nrrd or .nhdr");
        }
    }

    private static String header(RawImage image) {
        Extent e = image.grid().extent();
        Affine a = image.grid().affine();
        return "NRRD0004\n"
                + "type: " + type(image) + "\n"
                + "dimension: 3\n"
                + "space: left-posterior-superior\n"
                + "sizes: " + e.nx() + " " + e.ny() + " " + e.nz() + "\n"
                + "space directions: " + text(a.stepI()) + " " + text(a.stepJ()) + " " + text(a.stepK()) + "\n"
                + "kinds: domain domain domain\n"
                + "endian: little\n"
                + "encoding: gzip\n"
                + "space origin: " + text(a.origin()) + "\n";
    }

    private static String text(Lps v) {
        return "(" + v.x() + "," + v.y() + "," + v.z() + ")";
    }

    private static String type(RawImage image) {
        return switch (image.type()) {
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            default -> image.type().toString();
        };
    }
}
