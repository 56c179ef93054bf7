package diffusam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The named weights of one network. Layers ask for theirs by name and shape when they are built, so that the same
 * constructors serve a network read from a file and one that begins at random. Owns its arrays; closing frees them. For
 * the model thread.
 */
public final class Weights implements AutoCloseable {
    private final NDManager manager;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final @Nullable WeightFile file;
    private final boolean frozen;
    private final DataType type;
    private @Nullable String checksum;
    private final SplittableRandom random;

    private Weights(NDManager manager, @Nullable WeightFile file, boolean frozen, DataType type, long seed) {
        this.manager = manager;
        this.file = file;
        this.frozen = frozen;
        this.type = type;
        this.random = new SplittableRandom(seed);
    }

    /** Frozen weights of a file. {@code parent} decides the device. */
    public static Weights of(NDManager parent, WeightFile file) {
        return of(parent, file, DataType.FLOAT32);
    }

    /** Frozen weights of a file, rounded to a type. */
    public static Weights of(NDManager parent, WeightFile file, DataType type) {
        return new Weights(parent.newSubManager(), file, true, type, 0);
    }

    /** Weights of a file that ask for gradients, to be trained further. */
    public static Weights continued(NDManager parent, WeightFile file) {
        return new Weights(parent.newSubManager(), file, false, DataType.FLOAT32, 0);
    }

    /** New weights that ask for gradients; the same seed gives the same weights. */
    public static Weights fresh(NDManager parent, long seed) {
        return new Weights(parent.newSubManager(), null, false, DataType.FLOAT32, seed);
    }

    /** The names below a prefix. */
    public Scope root() {
        return new Scope("");
    }

    /** All weights that layers have asked for, in that order. */
    public Collection<NDArray> arrays() {
        return arrays.values();
    }

    /** The weights by name, for saving. */
    public Map<String, NDArray> byName() {
        return arrays;
    }

    public NDManager manager() {
        return manager;
    }

    /** SHA-256 over the names, shapes and values of all weights, in hexadecimal; the same on every device. Frozen weights are read once. */
    public String checksum() {
        String known = checksum;
        if (known == null) {
            known = computeChecksum();
            checksum = frozen ? known : null;
        }
        return known;
    }

    private String computeChecksum() {
        MessageDigest digest = Sha256.digest();
        new TreeMap<>(arrays).forEach((name, array) -> {
            digest.update((name + array.getShape()).getBytes(StandardCharsets.UTF_8));
            float[] values = array.toFloatArray();
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
            bytes.asFloatBuffer().put(values);
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Ends the building of a network.
     *
     * @throws WeightFileException if the file holds a tensor that no layer asked for
     */
    public void requireAllUsed() throws WeightFileException {
        if (file != null) {
            TreeSet<String> unused = new TreeSet<>(file.tensors().keySet());
            unused.removeAll(arrays.keySet());
            if (!unused.isEmpty()) {
                throw new WeightFileException(
                        file.name(),
                        "holds " + unused.size() + " tensors the network does not have: " + unused.first());
            }
        }
    }

    @Override
    public void close() {
        manager.close();
    }

    private NDArray load(WeightFile from, String name, long[] shape) {
        StoredTensor stored = from.tensors().get(name);
        if (stored == null) {
            throw new MissingWeight("tensor " + name + " is missing");
        }
        if (!stored.shape().equals(Dimensions.of(shape))) {
            throw new MissingWeight(
                    "tensor " + name + " has shape " + stored.shape() + ", expected " + Dimensions.of(shape));
        }
        NDArray array = manager.create(stored.toFloats(), new Shape(shape));
        if (type != DataType.FLOAT32) {
            try (NDArray wide = array) {
                array = wide.toType(type, true);
            }
        }
        if (!frozen) {
            array.setRequiresGradient(true);
        }
        return array;
    }

    private NDArray begin(Init init, long[] shape) {
        float[] values = new float[Math.toIntExact(Dimensions.of(shape).elements())];
        double fanIn = shape.length == 0 ? 1 : (double) values.length / shape[0];
        for (int n = 0; n < values.length; n++) {
            values[n] = (float)
                    switch (init) {
                        case ZEROS -> 0;
                        case ONES -> 1;
                        case FAN_IN -> (2 * random.nextDouble() - 1) / Math.sqrt(fanIn);
                        case NORMAL -> random.nextGaussian();
                        case SMALL_NORMAL -> 0.02 * random.nextGaussian();
                    };
        }
        NDArray array = manager.create(values, new Shape(shape));
        array.setRequiresGradient(true);
        return array;
    }

    /** A weight file lacks what a network needs; thrown while the network is built. */
    public static final class MissingWeight extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        MissingWeight(String message) {
            super(message);
        }
    }

    /** Names that share a prefix; what a layer is built from. */
    public final class Scope {
        private final String prefix;

        private Scope(String prefix) {
            this.prefix = prefix;
        }

        /** Of all weights. */
        public DataType type() {
            return type;
        }

        /** The scope of a part. */
        public Scope at(String part) {
            return new Scope(prefix + part + ".");
        }

        public Scope at(int index) {
            return at(Integer.toString(index));
        }

        /**
         * The weight of this name.
         *
         * @throws MissingWeight if the file has none, or one of another shape
         */
        public NDArray get(String name, Init init, long... shape) {
            String full = prefix + name;
            NDArray array = file == null ? begin(init, shape) : load(file, full, shape);
            if (arrays.put(full, array) != null) {
                throw new IllegalArgumentException("two layers ask for " + full);
            }
            return array;
        }
    }
}
