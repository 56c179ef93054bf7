package diffusam.io.nrrd;

import diffusam.io.raw.ByteSource;
import diffusam.io.raw.Decoded;
import diffusam.io.raw.HeaderFields;
import diffusam.io.raw.ImageFileException;
import diffusam.io.raw.Packing;
import diffusam.io.raw.RawVoxels;
import diffusam.io.raw.ScalarType;
import diffusam.io.raw.TextHeader;
import diffusam.io.raw.Warning;
import diffusam.volume.Grid;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads NRRD: the header and its voxels in one file or in two, raw or packed with gzip, in either byte order. Of a file
 * with several volumes, or several values a voxel, the first is read, and a warning says so.
 */
public final class NrrdReader {
    private static final byte[] MAGIC = "NRRD000".getBytes(StandardCharsets.US_ASCII);

    private NrrdReader() {}

    /** True if {@code file} begins as NRRD does. */
    public static boolean recognises(Path file) throws IOException {
        byte[] first = ByteSource.of(file).from(0, Packing.NONE).first(MAGIC.length);
        return Arrays.equals(first, MAGIC);
    }

    /**
     * Reads a file, or a header and the file it names.
     *
     * @throws ImageFileException if it is not NRRD, holds something else than a volume of real numbers, or is damaged
     */
    public static Decoded read(Path file) throws IOException {
        if (!recognises(file)) {
            throw new ImageFileException(file, "is not an NRRD file");
        }
        TextHeader header = TextHeader.read(file, String::isEmpty);
        HeaderFields fields = new HeaderFields(file, values(header.lines()));
        List<Warning> warnings = new ArrayList<>();
        NrrdAxes axes = NrrdAxes.of(fields);
        Grid grid = NrrdSpace.gridOf(fields, axes, warnings);
        ScalarType type = type(fields, file);
        double volumes = axes.components() * axes.volumes();
        if (volumes > 1) {
            warnings.add(new Warning("It holds " + (long) volumes + " volumes; only the first was opened."));
        }
        double allBytes = volumes * grid.extent().voxels() * type.bytes();
        RawVoxels voxels = new RawVoxels(
                source(fields, file, header.end(), allBytes),
                grid,
                type,
                (int) axes.components(),
                order(fields, type),
                1,
                0);
        return new Decoded(voxels.read(), "NRRD, " + type, (long) volumes, warnings);
    }

    /** Fields by lower-case name without blanks around; keys of the writer's own ({@code :=}) and comments are left out. */
    private static Map<String, String> values(List<String> lines) {
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            boolean ownKey = line.startsWith(":=", Math.max(colon, 0));
            if (colon > 0 && !ownKey && !line.startsWith("#")) {
                values.put(
                        canonical(line.substring(0, colon)),
                        line.substring(colon + 1).strip());
            }
        }
        return values;
    }

    private static String canonical(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "datafile" -> "data file";
            case "lineskip" -> "line skip";
            case "byteskip" -> "byte skip";
            case String other -> other;
        };
    }

    private static ScalarType type(HeaderFields fields, Path file) throws ImageFileException {
        String name = fields.text("type").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "signed char", "int8", "int8_t" -> ScalarType.INT8;
            case "uchar", "unsigned char", "uint8", "uint8_t" -> ScalarType.UINT8;
            case "short", "short int", "signed short", "signed short int", "int16", "int16_t" -> ScalarType.INT16;
            case "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t" -> ScalarType.UINT16;
            case "int", "signed int", "int32", "int32_t" -> ScalarType.INT32;
            case "uint", "unsigned int", "uint32", "uint32_t" -> ScalarType.UINT32;
            case "longlong",
                    "long long",
                    "long long int",
                    "signed long long",
                    "signed long long int",
                    "int64",
                    "int64_t" -> ScalarType.INT64;
            case "ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t" -> ScalarType.UINT64;
            case "float" -> ScalarType.FLOAT32;
            case "double" -> ScalarType.FLOAT64;
            default ->
                throw new ImageFileException(
                        file,
                        "holds voxels of type " + HeaderFields.quoted(name)
                                + "; only whole and real numbers can be opened");
        };
    }

    private static ByteOrder order(HeaderFields fields, ScalarType type) throws ImageFileException {
        if (type.bytes() == 1) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        return switch (fields.text("endian").toLowerCase(Locale.ROOT)) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw fields.fault("has an endian that is neither little nor big");
        };
    }

    private static ByteSource source(HeaderFields fields, Path file, long headerEnd, double allBytes)
            throws IOException {
        Packing packing = packing(fields, file);
        boolean detached = fields.find("data file").isPresent();
        Path data = detached ? fields.fileBeside("data file") : file;
        ByteSource whole = ByteSource.of(data);
        long start = afterLines(data, detached ? 0 : headerEnd, skip(fields, "line skip"));
        long bytes = skip(fields, "byte skip");
        if (bytes >= 0) {
            return whole.from(start, packing).skipping(bytes);
        }
        if (packing != Packing.NONE || allBytes > whole.fileBytes()) {
            throw fields.fault("puts the voxels at the end of a file that is packed or too short");
        }
        return whole.from(whole.fileBytes() - (long) allBytes, packing);
    }

    private static Packing packing(HeaderFields fields, Path file) throws ImageFileException {
        String encoding = fields.text("encoding").toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "raw" -> Packing.NONE;
            case "gzip", "gz" -> Packing.GZIP;
            default ->
                throw new ImageFileException(
                        file, "is encoded as " + HeaderFields.quoted(encoding) + "; only raw and gzip can be opened");
        };
    }

    private static long skip(HeaderFields fields, String field) throws ImageFileException {
        long count = fields.find(field).isPresent() ? fields.whole(field) : 0;
        if (count < -1 || count > Long.MAX_VALUE / 4) {
            throw fields.fault("skips " + count + " of the bytes or lines");
        }
        return count;
    }

    private static long afterLines(Path data, long start, long lines) throws IOException {
        if (lines <= 0) {
            return start;
        }
        long position = start;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(data))) {
            in.skipNBytes(start);
            long left = lines;
            for (int b = in.read(); b >= 0; b = in.read()) {
                position++;
                if (b == '\n' && --left == 0) {
                    return position;
                }
            }
        }
        throw new ImageFileException(data, "is truncated: it ends before its voxels begin");
    }
}
