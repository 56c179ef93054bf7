package diffusam.io.metaimage;

import diffusam.annotation.LabelMap;
import diffusam.files.SafeFile;
import diffusam.io.raw.ImageFileException;
import diffusam.io.raw.Packing;
import diffusam.io.raw.RawImage;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes MetaImage, packed, little-endian: {@code .mha} in one file, {@code .mhd} with its voxels in a {@code .zraw} file
 * beside it. MetaImage keeps no slope and intercept, so rescaled volumes are written with their real values.
 */
public final class MetaImageWriter {
    private MetaImageWriter() {}

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
        if (lower.endsWith(".mha")) {
            SafeFile.write(file, out -> {
                out.write(header(image, "LOCAL"));
                image.writeVoxels(out, Packing.ZLIB);
            });
        } else if (lower.endsWith(".mhd")) {
            String dataName = name.substring(0, name.length() - ".mhd".length()) + ".zraw";
            SafeFile.write(file.resolveSibling(dataName), out -> image.writeVoxels(out, Packing.ZLIB));
            SafeFile.write(file, out -> out.write(header(image, dataName)));
        } else {
            throw new ImageFileException(file, "is no name for a MetaImage file; end it in .mha or .mhd");
        }
    }

    private static byte[] header(RawImage image, String dataFile) throws IOException {
        Grid grid = image.grid();
        Extent e = grid.extent();
        Affine a = grid.affine();
        String header = "ObjectType = Image\n"
                + "NDims = 3\n"
                + "BinaryData = True\n"
                + "BinaryDataByteOrderMSB = False\n"
                + "CompressedData = True\n"
                + "CompressedDataSize = " + image.packedBytes(Packing.ZLIB) + "\n"
                + "TransformMatrix = " + text(a.stepI().unit()) + " "
                + text(a.stepJ().unit()) + " "
                + text(a.stepK().unit()) + "\n"
                + "Offset = " + text(a.origin()) + "\n"
                + "CenterOfRotation = 0 0 0\n"
                + "ElementSpacing = " + grid.spacingMm(0) + " " + grid.spacingMm(1) + " " + grid.spacingMm(2) + "\n"
                + "DimSize = " + e.nx() + " " + e.ny() + " " + e.nz() + "\n"
                + "ElementType = " + type(image) + "\n"
                + "ElementDataFile = " + dataFile + "\n";
        return header.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Lps v) {
        return v.x() + " " + v.y() + " " + v.z();
    }

    private static String type(RawImage image) {
        return switch (image.type()) {
            case INT8 -> "MET_CHAR";
            case UINT8 -> "MET_UCHAR";
            case INT16 -> "MET_SHORT";
            case UINT16 -> "MET_USHORT";
            case INT32 -> "MET_INT";
            case UINT32 -> "MET_UINT";
            case INT64 -> "MET_LONG_LONG";
            case UINT64 -> "MET_ULONG_LONG";
            case FLOAT32 -> "MET_FLOAT";
            case FLOAT64 -> "MET_DOUBLE";
        };
    }
}
