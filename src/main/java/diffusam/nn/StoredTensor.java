package diffusam.nn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor as a weight file holds it: row-major, little endian.
 *
 * @param data exactly the tensor's bytes; often a view of a mapped file
 */
public record StoredTensor(Format format, Dimensions shape, ByteBuffer data) {
    public StoredTensor {
        if (data.remaining() != shape.elements() * format.bytes) {
            throw new IllegalArgumentException(data.remaining() + " bytes for " + shape + " of " + format);
        }
    }

    /** Number formats that weight files use. */
    public enum Format {
        F32(4),
        F16(2),
        BF16(2),
        F64(8),
        I64(8);

        private final int bytes;

        Format(int bytes) {
            this.bytes = bytes;
        }

        public int bytes() {
            return bytes;
        }
    }

    /** All values, widened or rounded to float. */
    public float[] toFloats() {
        ByteBuffer bytes = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        float[] out = new float[Math.toIntExact(shape.elements())];
        for (int n = 0; n < out.length; n++) {
            out[n] = switch (format) {
                case F32 -> bytes.getFloat();
                case F16 -> Float.float16ToFloat(bytes.getShort());
                case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
                case F64 -> (float) bytes.getDouble();
                case I64 -> bytes.getLong();
            };
        }
        return out;
    }
}
