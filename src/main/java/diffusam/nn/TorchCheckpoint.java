package diffusam.nn;

import diffusam.nn.Pickle.Call;
import diffusam.nn.Pickle.Global;
import diffusam.nn.Pickle.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;

/**
 * PyTorch's checkpoint format: an uncompressed zip archive with a pickle of the tensors' shapes and one entry for each
 * tensor's bytes. Read are a state dictionary, or one under the key {@code model}.
 */
final class TorchCheckpoint {
    private static final String CONTENTS = "/data.pkl";
    private static final String MODEL = "model";
    private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
    private static final String PARAMETER = "torch._utils._rebuild_parameter";
    private static final Map<String, StoredTensor.Format> STORAGES = Map.of(
            "torch.FloatStorage", StoredTensor.Format.F32,
            "torch.HalfStorage", StoredTensor.Format.F16,
            "torch.BFloat16Storage", StoredTensor.Format.BF16,
            "torch.DoubleStorage", StoredTensor.Format.F64,
            "torch.LongStorage", StoredTensor.Format.I64);

    private final String file;
    private final String folder;
    private final Map<String, ByteBuffer> entries;

    private TorchCheckpoint(String file, String folder, Map<String, ByteBuffer> entries) {
        this.file = file;
        this.folder = folder;
        this.entries = entries;
    }

    /** Reads from memory; the tensors are views of {@code bytes}. */
    static WeightFile read(String file, ByteBuffer bytes) throws WeightFileException {
        Map<String, ByteBuffer> entries = StoredZip.entries(file, bytes);
        for (Map.Entry<String, ByteBuffer> entry : entries.entrySet()) {
            if (entry.getKey().endsWith(CONTENTS)) {
                String folder = entry.getKey().substring(0, entry.getKey().length() - CONTENTS.length());
                return new TorchCheckpoint(file, folder, entries).read(entry.getValue());
            }
        }
        throw new WeightFileException(file, "is a zip archive, but not a PyTorch checkpoint");
    }

    private WeightFile read(ByteBuffer contents) throws WeightFileException {
        requireLittleEndian();
        Set<String> allowed = new TreeSet<>(STORAGES.keySet());
        allowed.add(TENSOR);
        allowed.add(PARAMETER);
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : state(Pickle.read(file, contents, allowed)).entrySet()) {
            String name = entry.getKey().toString();
            tensors.put(name, tensor(name, entry.getValue()));
        }
        return new WeightFile(file, Map.of(), tensors);
    }

    private void requireLittleEndian() throws WeightFileException {
        ByteBuffer order = entries.get(folder + "/byteorder");
        if (order != null
                && !StandardCharsets.US_ASCII
                        .decode(order.duplicate())
                        .toString()
                        .equals("little")) {
            throw new WeightFileException(file, "was written on a big-endian machine and cannot be read");
        }
    }

    private Map<?, ?> state(Object root) throws WeightFileException {
        if (root instanceof Map<?, ?> outer) {
            return outer.get(MODEL) instanceof Map<?, ?> inner ? inner : outer;
        }
        throw new WeightFileException(file, "holds no table of tensors");
    }

    private StoredTensor tensor(String name, Object value) throws WeightFileException {
        try {
            if (value instanceof Call call) {
                boolean wrapped = call.function().name().equals(PARAMETER);
                Call plain = wrapped ? (Call) call.arguments().getFirst() : call;
                return tensor(plain.arguments());
            }
        } catch (ClassCastException
                | IndexOutOfBoundsException
                | NoSuchElementException
                | ArithmeticException
                | IllegalArgumentException e) {
            throw new WeightFileException(file, "tensor " + name + " has an unusable type or shape");
        }
        throw new WeightFileException(file, name + " is not a tensor");
    }

    /** Arguments: storage, first element, sizes, strides, and others that matter to training only. */
    private StoredTensor tensor(List<Object> arguments) {
        List<Object> storage = ((Reference) arguments.getFirst()).key(); // "storage", type, key, device, elements
        StoredTensor.Format format = STORAGES.get(((Global) storage.get(1)).name());
        ByteBuffer bytes = entries.get(folder + "/data/" + storage.get(2));
        if (format == null || bytes == null) {
            throw new IllegalArgumentException("no such storage");
        }
        Dimensions shape = new Dimensions(longs(arguments.get(2)));
        requireRowMajor(shape, longs(arguments.get(3)));
        long first = Math.multiplyExact((long) arguments.get(1), format.bytes());
        long length = Math.multiplyExact(shape.elements(), format.bytes());
        return new StoredTensor(format, shape, bytes.slice(Math.toIntExact(first), Math.toIntExact(length)));
    }

    private static void requireRowMajor(Dimensions shape, List<Long> strides) {
        long expected = 1;
        for (int n = shape.sizes().size() - 1; n >= 0; n--) {
            long size = shape.sizes().get(n);
            if (size > 1 && strides.get(n) != expected) {
                throw new IllegalArgumentException("not row by row");
            }
            expected *= size;
        }
    }

    private static List<Long> longs(Object value) {
        return ((List<?>) value).stream().map(Long.class::cast).toList();
    }
}
