package diffusam.io.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The fixed part of a NIfTI header, as bytes with named fields. */
final class HeaderBytes {
    /** Length of the longer of the two headers. */
    static final int LONGEST = 540;

    private final byte[] array;
    private final ByteBuffer bytes;
    private final Version version;

    private HeaderBytes(byte[] array, ByteOrder order, Version version) {
        this.array = array;
        this.bytes = ByteBuffer.wrap(array).order(order);
        this.version = version;
    }

    /** How a file says which standard it follows. */
    enum Version {
        ONE(348, 344, "n+1\0", "ni1\0"),
        TWO(540, 4, "n+2\0\r\n\032\n", "ni2\0\r\n\032\n");

        final int size;
        private final int magicAt;
        private final byte[] single;
        private final byte[] pair;

        Version(int size, int magicAt, String single, String pair) {
            this.size = size;
            this.magicAt = magicAt;
            this.single = single.getBytes(StandardCharsets.ISO_8859_1);
            this.pair = pair.getBytes(StandardCharsets.ISO_8859_1);
        }

        private boolean matches(byte[] header, byte[] magic) {
            return Arrays.equals(header, magicAt, magicAt + magic.length, magic, 0, magic.length);
        }
    }

    private enum Kind {
        BYTE(1),
        SHORT(2),
        INT(4),
        LONG(8),
        FLOAT(4),
        DOUBLE(8);

        private final int width;

        Kind(int width) {
            this.width = width;
        }

        double get(ByteBuffer bytes, int at) {
            return switch (this) {
                case BYTE -> bytes.get(at);
                case SHORT -> bytes.getShort(at);
                case INT -> bytes.getInt(at);
                case LONG -> bytes.getLong(at);
                case FLOAT -> bytes.getFloat(at);
                case DOUBLE -> bytes.getDouble(at);
            };
        }

        void put(ByteBuffer bytes, int at, double value) {
            switch (this) {
                case BYTE -> bytes.put(at, (byte) value);
                case SHORT -> bytes.putShort(at, (short) value);
                case INT -> bytes.putInt(at, (int) value);
                case LONG -> bytes.putLong(at, (long) value);
                case FLOAT -> bytes.putFloat(at, (float) value);
                case DOUBLE -> bytes.putDouble(at, value);
            }
        }
    }

    /** Where NIfTI-1 and NIfTI-2 keep a field, and as what. */
    enum Field {
        SIZE(0, Kind.INT, 0, Kind.INT),
        DIM(40, Kind.SHORT, 16, Kind.LONG),
        INTENT_CODE(68, Kind.SHORT, 504, Kind.INT),
        DATATYPE(70, Kind.SHORT, 12, Kind.SHORT),
        BITPIX(72, Kind.SHORT, 14, Kind.SHORT),
        PIXDIM(76, Kind.FLOAT, 104, Kind.DOUBLE),
        VOX_OFFSET(108, Kind.FLOAT, 168, Kind.LONG),
        SCL_SLOPE(112, Kind.FLOAT, 176, Kind.DOUBLE),
        SCL_INTER(116, Kind.FLOAT, 184, Kind.DOUBLE),
        XYZT_UNITS(123, Kind.BYTE, 500, Kind.INT),
        QFORM_CODE(252, Kind.SHORT, 344, Kind.INT),
        SFORM_CODE(254, Kind.SHORT, 348, Kind.INT),
        QUATERN_BCD(256, Kind.FLOAT, 352, Kind.DOUBLE),
        QOFFSET(268, Kind.FLOAT, 376, Kind.DOUBLE),
        /** Three rows of four. */
        SROW(280, Kind.FLOAT, 400, Kind.DOUBLE);

        private final int atInOne;
        private final Kind inOne;
        private final int atInTwo;
        private final Kind inTwo;

        Field(int atInOne, Kind inOne, int atInTwo, Kind inTwo) {
            this.atInOne = atInOne;
            this.inOne = inOne;
            this.atInTwo = atInTwo;
            this.inTwo = inTwo;
        }
    }

    /** An empty header of a single file, little-endian, that states its size and kind. */
    static HeaderBytes blank(Version version) {
        HeaderBytes header = new HeaderBytes(new byte[version.size], ByteOrder.LITTLE_ENDIAN, version);
        header.put(Field.SIZE, 0, version.size);
        header.bytes.put(version.magicAt, version.single);
        return header;
    }

    /** The header at the beginning of a file; empty if these bytes are not NIfTI. */
    static Optional<HeaderBytes> recognise(byte[] first) {
        for (Version version : Version.values()) {
            for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
                if (first.length >= version.size
                        && ByteBuffer.wrap(first).order(order).getInt(0) == version.size
                        && (version.matches(first, version.single) || version.matches(first, version.pair))) {
                    return Optional.of(new HeaderBytes(first, order, version));
                }
            }
        }
        return Optional.empty();
    }

    /** True for the header of NIfTI's ancestor, which has no magic word. */
    static boolean isAnalyze(byte[] first) {
        if (first.length < Version.ONE.size) {
            return false;
        }
        int size = ByteBuffer.wrap(first).getInt(0);
        return size == Version.ONE.size || Integer.reverseBytes(size) == Version.ONE.size;
    }

    Version version() {
        return version;
    }

    ByteOrder order() {
        return bytes.order();
    }

    /** True if the voxels follow in the same file. */
    boolean isSingle() {
        return version.matches(array, version.single);
    }

    /** The {@code n}-th number of a field. */
    double get(Field field, int n) {
        return switch (version) {
            case ONE -> field.inOne.get(bytes, field.atInOne + n * field.inOne.width);
            case TWO -> field.inTwo.get(bytes, field.atInTwo + n * field.inTwo.width);
        };
    }

    void put(Field field, int n, double value) {
        switch (version) {
            case ONE -> field.inOne.put(bytes, field.atInOne + n * field.inOne.width, value);
            case TWO -> field.inTwo.put(bytes, field.atInTwo + n * field.inTwo.width, value);
        }
    }

    byte[] toBytes() {
        return array.clone();
    }
}
