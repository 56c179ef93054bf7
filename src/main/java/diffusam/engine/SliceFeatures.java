package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.nn.Ops;
import diffusam.nn.Sha256;
import diffusam.volume.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The image features of a volume's slices, computed once and kept as 16-bit floats in a cache. They are found again by
 * content: the slice's values, how the slice is shown to the model, and the model's weights. For the model thread.
 */
final class SliceFeatures {
    private static final String FORMAT = "2";

    private final Foundation model;
    private final FeatureCache cache;
    private final Volume image;
    private final ModelFrame frame;
    private final String device;
    private final Map<Integer, String> prints = new HashMap<>();

    SliceFeatures(Foundation model, FeatureCache cache, Volume image, ModelFrame frame) {
        this.model = model;
        this.cache = cache;
        this.image = image;
        this.frame = frame;
        try (NDManager scope = model.newScope()) {
            String type = scope.getDevice().getDeviceType();
            device = model.precision().equals(Foundation.FULL_PRECISION) ? type : type + " " + model.precision();
        }
    }

    ModelFrame frame() {
        return frame;
    }

    /** Computes what is missing at one side length; a cancelled call keeps what it has. */
    void computeAll(int side, JobContext context) {
        int slices = frame.layout().slices();
        for (int slice = 0; slice < slices; slice++) {
            context.checkpoint();
            if (!cache.holds(key(slice, side))) {
                try (NDManager scope = model.newScope()) {
                    compute(slice, side, scope);
                }
            }
            context.report(Progress.of("Reading slices", slice + 1, slices));
        }
    }

    /**
     * The features of one slice, batch size 1, in {@code scope}.
     *
     * @throws UncheckedIOException if the disk refuses
     */
    Features at(int slice, int side, NDManager scope) {
        try {
            Optional<NDList> kept = cache.read(key(slice, side), scope);
            if (kept.isEmpty()) {
                compute(slice, side, scope);
                kept = cache.read(key(slice, side), scope);
            }
            // a cache smaller than one slice keeps nothing
            return Features.of(kept.isPresent() ? kept.get() : compute(slice, side, scope));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NDList compute(int slice, int side, NDManager scope) {
        try (Ops.NoGrad off = Ops.noGrad()) {
            NDArray picture = scope.create(frame.picture(image, slice, side), new Shape(1, 1, side, side));
            NDList levels = model.encode(picture).toList();
            cache.write(key(slice, side), levels);
            return levels;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String key(int slice, int side) {
        return prints.computeIfAbsent(slice, this::print) + "-" + side;
    }

    /** What the features of a slice depend on, but for the side: its values, the frame and the network. */
    private String print(int slice) {
        float[] values = image.slice(frame.layout(), slice).values();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        String shown = String.join(
                " ",
                FORMAT,
                model.checksum(),
                device,
                Integer.toString(frame.layout().columns()),
                frame.window().toString(),
                Double.toString(frame.left()),
                Double.toString(frame.top()),
                Double.toString(frame.columnsShown()),
                Double.toString(frame.rowsShown()));
        MessageDigest digest = Sha256.digest();
        digest.update(shown.getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return HexFormat.of().formatHex(digest.digest());
    }
}
