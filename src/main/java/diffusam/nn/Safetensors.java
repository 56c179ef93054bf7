package diffusam.nn;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format: a 64-bit header length, a JSON header with each tensor's type, shape and byte range, then the
 * bytes.
 */
public final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What the format's own library takes at most. */
    private static final int LONGEST_HEADER = 100_000_000;

    private static final String METADATA = "__metadata__";

    private Safetensors() {}

    /** Reads from memory; the tensors are views of {@code bytes}. */
    public static WeightFile read(String name, ByteBuffer bytes) throws WeightFileException {
        ByteBuffer file = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (file.remaining() < 8) {
            throw new WeightFileException(name, "is too short to be a safetensors file");
        }
        long headerLength = file.getLong();
        if (headerLength < 2 || headerLength > file.remaining()) {
            throw new WeightFileException(name, "is truncated, or not a safetensors file");
        }
        if (headerLength > LONGEST_HEADER) {
            throw new WeightFileException(
                    name, "claims a header of " + headerLength + " bytes, which no weight file has");
        }
        byte[] header = new byte[(int) headerLength];
        file.get(header);
        ByteBuffer data = file.slice();
        Map<String, String> metadata = new HashMap<>();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, JsonNode> entry : JSON.readTree(header).properties()) {
                if (entry.getKey().equals(METADATA)) {
                    entry.getValue()
                            .properties()
                            .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
                } else {
                    tensors.put(entry.getKey(), tensor(name, entry.getKey(), entry.getValue(), data));
                }
            }
        } catch (JacksonException e) {
            throw new WeightFileException(name, "has a damaged header and is not a usable safetensors file");
        } catch (IOException e) {
            throw e instanceof WeightFileException known ? known : new WeightFileException(name, "cannot be read");
        }
        return new WeightFile(name, metadata, tensors);
    }

    private static StoredTensor tensor(String file, String name, JsonNode entry, ByteBuffer data)
            throws WeightFileException {
        try {
            StoredTensor.Format format =
                    StoredTensor.Format.valueOf(entry.path("dtype").asText());
            List<Long> sizes = new ArrayList<>();
            entry.path("shape").forEach(n -> sizes.add(n.asLong(-1)));
            long from = entry.path("data_offsets").path(0).asLong(-1);
            long to = entry.path("data_offsets").path(1).asLong(-1);
            if (from < 0 || to < from || to > data.remaining()) {
                throw new WeightFileException(file, "is truncated: tensor " + name + " lies outside the file");
            }
            return new StoredTensor(format, new Dimensions(sizes), data.slice((int) from, (int) (to - from)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new WeightFileException(file, "tensor " + name + " has an unusable type or shape");
        }
    }

    /** The bytes of a file with float32 tensors, in the map's order. */
    public static byte[] write(Map<String, String> metadata, Map<String, FloatTensor> tensors) {
        return write(metadata, tensors, StoredTensor.Format.F32);
    }

    /** The bytes of a file whose tensors are rounded to float16, in the map's order. */
    public static byte[] writeHalf(Map<String, String> metadata, Map<String, FloatTensor> tensors) {
        return write(metadata, tensors, StoredTensor.Format.F16);
    }

    private static byte[] write(
            Map<String, String> metadata, Map<String, FloatTensor> tensors, StoredTensor.Format format) {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode notes = header.putObject(METADATA);
        metadata.forEach(notes::put);
        long offset = 0;
        for (Map.Entry<String, FloatTensor> entry : tensors.entrySet()) {
            ObjectNode node = header.putObject(entry.getKey()).put("dtype", format.name());
            entry.getValue().shape.sizes().forEach(node.putArray("shape")::add);
            node.putArray("data_offsets")
                    .add(offset)
                    .add(offset += (long) format.bytes() * entry.getValue().values.length);
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out =
                ByteBuffer.allocate(Math.toIntExact(8 + json.length + offset)).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(json.length).put(json);
        for (FloatTensor tensor : tensors.values()) {
            for (float value : tensor.values) {
                if (format == StoredTensor.Format.F16) {
                    out.putShort(Float.floatToFloat16(value));
                } else {
                    out.putFloat(value);
                }
            }
        }
        return out.array();
    }

    /** A tensor to write. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record FloatTensor(Dimensions shape, float[] values) {
        /** The values of an array of floats. */
        public static FloatTensor of(NDArray array) {
            return new FloatTensor(Dimensions.of(array.getShape().getShape()), array.toFloatArray());
        }
    }
}
