package diffusam.foundation;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Foundation.Decoded;
import diffusam.foundation.Foundation.Memory;
import diffusam.nn.Dimensions;
import diffusam.nn.Numpy;
import diffusam.nn.Ops;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every intermediate array of a model on one picture, as a NumPy archive to compare with other implementations. */
public final class Probe {
    private static final String MEMORY = "memory";

    private final FoundationProvider provider;

    public Probe(FoundationProvider provider) {
        this.provider = provider;
    }

    /** A picture, row by row, with values in [0, 1]. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record Picture(int side, float[] values) {
        public Picture {
            if ((long) side * side != values.length) {
                throw new IllegalArgumentException(values.length + " values for side " + side);
            }
        }

        /**
         * Reads a square .npy array.
         *
         * @throws IOException if the file cannot be read, or is not a square array with values in [0, 1]
         */
        public static Picture read(Path file) throws IOException {
            Numpy.Array array = Numpy.read(file);
            List<Long> sizes = array.shape().sizes();
            if (sizes.size() != 2 || !sizes.get(0).equals(sizes.get(1))) {
                throw new IOException(file.getFileName() + ": has shape " + array.shape() + "; a square is needed");
            }
            for (float value : array.values()) {
                if (!(value >= 0 && value <= 1)) {
                    throw new IOException(file.getFileName() + ": holds the value " + value + " outside 0 to 1");
                }
            }
            return new Picture(Math.toIntExact(sizes.get(0)), array.values());
        }
    }

    /**
     * Loads the model onto the processor, runs all parts and writes what each returns: embedding, skip0 (coarse) and on, memory, attended, logits, quality,
     * presence. For the model thread.
     *
     * @param mask of the object on the picture; without it no memory is written
     * @param earlier archives written before, whose memories are read with ages 0, 1, …; if there are none the picture reads
     *     its own memory, and without that it is decoded alone
     * @throws IOException if an archive cannot be read or written, or does not fit
     * @throws IllegalArgumentException if the picture's side does not suit the model, or the mask's side differs
     */
    public void run(Picture picture, Optional<Picture> mask, List<Path> earlier, Path out) throws IOException {
        try (Foundation model = provider.load(Device.cpu());
                NDManager scope = model.newScope();
                Ops.NoGrad off = Ops.noGrad()) {
            check(model.sizes().sideMultiple(), picture, mask);
            Numpy.writeArchive(out, arrays(model, scope, picture, mask, earlier));
        }
    }

    private static Map<String, Numpy.Array> arrays(
            Foundation model, NDManager scope, Picture picture, Optional<Picture> mask, List<Path> earlier)
            throws IOException {
        Map<String, Numpy.Array> arrays = new LinkedHashMap<>();
        Features features = model.encode(array(scope, picture));
        keep(arrays, "embedding", features.embedding());
        for (int n = 0; n < features.skips().size(); n++) {
            keep(arrays, "skip" + n, features.skips().get(n));
        }
        List<Memory> memories = read(model, scope, features, earlier);
        if (mask.isPresent()) {
            NDArray own = model.memory(features, array(scope, mask.get()));
            keep(arrays, MEMORY, own);
            if (memories.isEmpty()) {
                memories.add(Memory.given(own));
            }
        }
        if (!memories.isEmpty()) {
            keep(arrays, "attended", model.attend(features, memories));
        }
        Decoded decoded = memories.isEmpty() ? model.prompt(features, List.of()) : model.decode(features, memories);
        keep(arrays, "logits", decoded.logits());
        keep(arrays, "quality", decoded.quality());
        keep(arrays, "presence", decoded.presence());
        return arrays;
    }

    private static void check(int multiple, Picture picture, Optional<Picture> mask) {
        if (picture.side() == 0 || picture.side() % multiple != 0) {
            throw new IllegalArgumentException(
                    "the picture's side must be a multiple of " + multiple + ", got " + picture.side());
        }
        if (mask.isPresent() && mask.get().side() != picture.side()) {
            throw new IllegalArgumentException("picture and mask differ in side: " + picture.side() + " and "
                    + mask.get().side());
        }
    }

    private static List<Memory> read(Foundation model, NDManager scope, Features features, List<Path> archives)
            throws IOException {
        Shape grid = features.embedding().getShape();
        Dimensions expected = Dimensions.of(1, model.sizes().memoryChannels(), grid.get(2), grid.get(3));
        List<Memory> memories = new ArrayList<>();
        for (Path archive : archives) {
            Numpy.Array stored = Numpy.readArchive(archive).get(MEMORY);
            if (stored == null || !stored.shape().equals(expected)) {
                throw new IOException(archive.getFileName() + ": holds no memory of shape " + expected);
            }
            NDArray embedding = scope.create(stored.values(), new Shape(expected.toArray()));
            memories.add(new Memory(embedding, memories.size()));
        }
        return memories;
    }

    private static NDArray array(NDManager scope, Picture picture) {
        return scope.create(picture.values(), new Shape(1, 1, picture.side(), picture.side()));
    }

    private static void keep(Map<String, Numpy.Array> arrays, String name, NDArray array) {
        arrays.put(name, new Numpy.Array(Dimensions.of(array.getShape().getShape()), array.toFloatArray()));
    }
}
