package diffusam.nn;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** NumPy's .npy arrays and .npz archives of them, for exchange with Python. Numbers are handed out as floats. */
public final class Numpy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final String ENDING = ".npy";
    private static final int SHORTEST = 12;
    private static final int ALIGNMENT = 64;
    private static final int MAX_BYTES = 1 << 30;
    private static final Pattern TYPE = Pattern.compile("'descr': *'([<>|=])([a-z]\\d)'");
    private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([\\d, ]*)\\)");

    private Numpy() {}

    /** An array in row-major order. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record Array(Dimensions shape, float[] values) {}

    /** Reads a .npy file. */
    public static Array read(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(name + ": is larger than 1 GiB");
        }
        return parse(name, Files.readAllBytes(file));
    }

    /** Reads every array of a .npz file, by name. */
    public static Map<String, Array> readArchive(Path file) throws IOException {
        Map<String, Array> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    String name = entry.getName();
                    String label = file.getFileName() + ", " + name;
                    arrays.put(
                            name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name,
                            parse(label, in.readNBytes(MAX_BYTES)));
                }
            }
        } catch (ZipException e) {
            throw new IOException(file.getFileName() + ": is not a .npz archive", e);
        }
        return arrays;
    }

    /** Writes a .npz file of float32 arrays, in the map's order. */
    public static void writeArchive(Path file, Map<String, Array> arrays) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (Map.Entry<String, Array> entry : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey() + ENDING));
                zip.write(format(entry.getValue()));
                zip.closeEntry();
            }
        }
    }

    private static byte[] format(Array array) {
        String sizes = String.join(
                ", ", array.shape().sizes().stream().map(String::valueOf).toList());
        String comma = array.shape().sizes().size() == 1 ? "," : "";
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + sizes + comma + "), }";
        int before = MAGIC.length + 4;
        int padding = Math.floorMod(-(before + header.length() + 1), ALIGNMENT);
        byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(before + text.length + 4 * array.values().length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) text.length).put(text);
        for (float value : array.values()) {
            out.putFloat(value);
        }
        return out.array();
    }

    private static Array parse(String name, byte[] bytes) throws IOException {
        if (bytes.length < SHORTEST || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException(name + ": is not a NumPy array");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length);
        boolean first = (in.getShort() & 0xFF) == 1;
        long length = first ? Short.toUnsignedLong(in.getShort()) : Integer.toUnsignedLong(in.getInt());
        if (length > in.remaining()) {
            throw new IOException(name + ": is truncated");
        }
        byte[] text = new byte[(int) length];
        in.get(text);
        String header = new String(text, StandardCharsets.UTF_8);
        Matcher type = TYPE.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!type.find() || !shape.find() || header.contains("'fortran_order': True")) {
            throw new IOException(
                    name + ": has a layout that is not read; save it with np.ascontiguousarray as float32");
        }
        in.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        Dimensions dimensions = dimensions(name, shape.group(1));
        int width = type.group(2).charAt(1) - '0';
        if (dimensions.elements() > Integer.MAX_VALUE / 8 || dimensions.elements() * width != in.remaining()) {
            throw new IOException(name + ": holds " + in.remaining() + " bytes, not the shape " + dimensions);
        }
        float[] values = new float[(int) dimensions.elements()];
        for (int n = 0; n < values.length; n++) {
            values[n] = number(name, type.group(2), in);
        }
        return new Array(dimensions, values);
    }

    private static Dimensions dimensions(String name, String sizes) throws IOException {
        try {
            return new Dimensions(Arrays.stream(sizes.split("[, ]+"))
                    .filter(size -> !size.isEmpty())
                    .map(Long::valueOf)
                    .toList());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(name + ": has the unusable shape (" + sizes + ")", e);
        }
    }

    private static float number(String name, String type, ByteBuffer in) throws IOException {
        return switch (type) {
            case "f4" -> in.getFloat();
            case "f8" -> (float) in.getDouble();
            case "f2" -> Float.float16ToFloat(in.getShort());
            case "u1", "b1" -> Byte.toUnsignedInt(in.get());
            case "i1" -> in.get();
            case "u2" -> Short.toUnsignedInt(in.getShort());
            case "i2" -> in.getShort();
            case "i4" -> in.getInt();
            case "i8" -> in.getLong();
            default -> throw new IOException(name + ": has numbers of type " + type + "; save it as float32");
        };
    }
}
