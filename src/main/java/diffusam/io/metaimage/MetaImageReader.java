package diffusam.io.metaimage;

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
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads MetaImage: {@code .mha}, and {@code .mhd} with the file it names, raw or packed, in either byte order. Of a file
 * with several volumes, or several values a voxel, the first is read, and a warning says so.
 */
public final class MetaImageReader {
    private static final Pattern FIRST_LINE =
            Pattern.compile("\\s*(ObjectType|ObjectSubType|NDims|Comment|BinaryData|DimSize)\\s*=.*", Pattern.DOTALL);

    private static final int FIRST_BYTES = 64;

    private MetaImageReader() {}

    /** True if {@code file} begins as MetaImage does. */
    public static boolean recognises(Path file) throws IOException {
        byte[] first = ByteSource.of(file).from(0, Packing.NONE).first(FIRST_BYTES);
        return FIRST_LINE
                .matcher(new String(first, StandardCharsets.ISO_8859_1))
                .matches();
    }

    /**
     * Reads a file, or a header and the file it names.
     *
     * @throws ImageFileException if it is not MetaImage, holds something else than a volume of real numbers, or is damaged
     */
    public static Decoded read(Path file) throws IOException {
        if (!recognises(file)) {
            throw new ImageFileException(file, "is not a MetaImage file");
        }
        TextHeader header = TextHeader.read(file, line -> line.startsWith("ElementDataFile"));
        HeaderFields fields = new HeaderFields(file, values(header.lines()));
        List<Warning> warnings = new ArrayList<>();
        MetaImageSpace space = MetaImageSpace.of(fields);
        ScalarType type = type(fields, file);
        long components =
                fields.find("elementnumberofchannels").isPresent() ? fields.whole("elementnumberofchannels") : 1;
        if (components < 1 || components > Integer.MAX_VALUE) {
            throw fields.fault("counts " + components + " values a voxel");
        }
        double volumes = components * space.volumes();
        if (volumes > 1) {
            warnings.add(new Warning("It holds " + (long) volumes + " volumes; only the first was opened."));
        }
        Grid grid = space.grid();
        double allBytes = volumes * grid.extent().voxels() * type.bytes();
        RawVoxels voxels = new RawVoxels(
                source(fields, file, header.end(), allBytes), grid, type, (int) components, order(fields), 1, 0);
        return new Decoded(voxels.read(), "MetaImage, " + type, (long) volumes, warnings);
    }

    /** Fields by lower-case name, the names that other writers use for the same brought together. */
    private static Map<String, String> values(List<String> lines) {
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String name = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                values.putIfAbsent(canonical(name), line.substring(equals + 1).strip());
            }
        }
        return values;
    }

    private static String canonical(String name) {
        return switch (name) {
            case "position", "origin" -> "offset";
            case "rotation", "orientation" -> "transformmatrix";
            case "elementbyteordermsb" -> "binarydatabyteordermsb";
            default -> name;
        };
    }

    private static ScalarType type(HeaderFields fields, Path file) throws ImageFileException {
        String name = fields.text("elementtype").toUpperCase(Locale.ROOT).replace("_ARRAY", "");
        return switch (name) {
            case "MET_CHAR" -> ScalarType.INT8;
            case "MET_UCHAR" -> ScalarType.UINT8;
            case "MET_SHORT" -> ScalarType.INT16;
            case "MET_USHORT" -> ScalarType.UINT16;
            case "MET_INT", "MET_LONG" -> ScalarType.INT32;
            case "MET_UINT", "MET_ULONG" -> ScalarType.UINT32;
            case "MET_LONG_LONG" -> ScalarType.INT64;
            case "MET_ULONG_LONG" -> ScalarType.UINT64;
            case "MET_FLOAT" -> ScalarType.FLOAT32;
            case "MET_DOUBLE" -> ScalarType.FLOAT64;
            default ->
                throw new ImageFileException(
                        file,
                        "holds voxels of type " + HeaderFields.quoted(name)
                                + "; only whole and real numbers can be opened");
        };
    }

    private static ByteOrder order(HeaderFields fields) {
        return isTrue(fields, "binarydatabyteordermsb") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static boolean isTrue(HeaderFields fields, String name) {
        String value = fields.find(name).orElse("False");
        return value.equalsIgnoreCase("True") || value.equals("1");
    }

    private static ByteSource source(HeaderFields fields, Path file, long headerEnd, double allBytes)
            throws IOException {
        if (fields.find("binarydata").isPresent() && !isTrue(fields, "binarydata")) {
            throw new ImageFileException(file, "writes its voxels as text; only binary ones can be opened");
        }
        boolean local = fields.text("elementdatafile").equalsIgnoreCase("LOCAL");
        ByteSource whole = ByteSource.of(local ? file : fields.fileBeside("elementdatafile"));
        long start = start(fields, local ? headerEnd : 0, whole, allBytes);
        if (!isTrue(fields, "compresseddata")) {
            return whole.from(start, Packing.NONE);
        }
        byte[] first = whole.from(start, Packing.NONE).first(2);
        boolean gzip = first.length == 2 && first[0] == 0x1F && first[1] == (byte) 0x8B;
        return whole.from(start, gzip ? Packing.GZIP : Packing.ZLIB);
    }

    /** A header size of -1 puts the voxels at the end of the file. */
    private static long start(HeaderFields fields, long from, ByteSource whole, double allBytes)
            throws ImageFileException {
        long skipped = fields.find("headersize").isPresent() ? fields.whole("headersize") : 0;
        if (skipped == -1 && allBytes <= whole.fileBytes()) {
            return whole.fileBytes() - (long) allBytes;
        }
        if (skipped < 0 || skipped > whole.fileBytes()) {
            throw fields.fault("passes over " + skipped + " bytes before the voxels");
        }
        return Math.max(from, skipped);
    }
}
