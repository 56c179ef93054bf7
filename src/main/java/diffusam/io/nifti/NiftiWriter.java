package diffusam.io.nifti;

import diffusam.annotation.LabelMap;
import diffusam.files.SafeFile;
import diffusam.io.nifti.HeaderBytes.Field;
import diffusam.io.nifti.HeaderBytes.Version;
import diffusam.io.raw.ImageFileException;
import diffusam.io.raw.Packing;
import diffusam.io.raw.RawImage;
import diffusam.volume.Extent;
import diffusam.volume.Volume;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes {@code .nii} and {@code .nii.gz}, little-endian, in millimetres: NIfTI-1, or NIfTI-2 where an axis is too long for
 * that. The sform is always there, the qform where the index axes are orthogonal. NIfTI-1 keeps positions, slope and
 * intercept in single precision.
 */
public final class NiftiWriter {
    private static final int MILLIMETRES = 2;

    private NiftiWriter() {}

    /**
     * Writes a volume with its voxels as stored.
     *
     * @throws ImageFileException if the file cannot be written; what was there before is untouched
     */
    public static void write(Volume volume, Path file) throws IOException {
        write(RawImage.of(volume), file);
    }

    /**
     * Writes labels in the smallest type that holds them.
     *
     * @throws ImageFileException if the file cannot be written; what was there before is untouched
     */
    public static void write(LabelMap labels, Path file) throws IOException {
        write(RawImage.of(labels), file);
    }

    /** Writes labels, not packed, to a stream that stays open. */
    public static void write(LabelMap labels, OutputStream out) throws IOException {
        write(RawImage.of(labels), out);
    }

    private static void write(RawImage image, Path file) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".nii") && !name.endsWith(".nii.gz")) {
            throw new ImageFileException(file, "is no name for a NIfTI file; end it in .nii or .nii.gz");
        }
        Packing packing = name.endsWith(".gz") ? Packing.GZIP : Packing.NONE;
        SafeFile.write(file, out -> {
            try (OutputStream packed = packing.pack(out)) {
                write(image, packed);
            }
        });
    }

    private static void write(RawImage image, OutputStream out) throws IOException {
        HeaderBytes header = header(image);
        out.write(header.toBytes());
        out.write(new byte[(int) header.get(Field.VOX_OFFSET, 0) - header.version().size]);
        image.writeVoxels(out);
    }

    private static HeaderBytes header(RawImage image) {
        Extent extent = image.grid().extent();
        int longest = Math.max(extent.nx(), Math.max(extent.ny(), extent.nz()));
        HeaderBytes header = HeaderBytes.blank(longest > Short.MAX_VALUE ? Version.TWO : Version.ONE);
        header.put(Field.DIM, 0, 3);
        for (int axis = 1; axis <= 7; axis++) {
            header.put(Field.DIM, axis, axis <= 3 ? extent.along(axis - 1) : 1);
        }
        header.put(Field.DATATYPE, 0, TypeCode.of(image.type()));
        header.put(Field.BITPIX, 0, 8 * image.type().bytes());
        header.put(Field.VOX_OFFSET, 0, header.version() == Version.ONE ? 352 : 544);
        header.put(Field.SCL_SLOPE, 0, image.slope());
        header.put(Field.SCL_INTER, 0, image.intercept());
        header.put(Field.XYZT_UNITS, 0, MILLIMETRES);
        FormWriter.write(image.grid(), header);
        return header;
    }
}
