package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.nn.Ops;
import diffusam.volume.Volume;
import java.util.HashMap;
import java.util.Map;

/**
 * The image features of a volume's slices, computed once and kept as 16-bit floats. Owns its arrays. For the model thread.
 */
final class SliceFeatures implements AutoCloseable {
    private final Foundation model;
    private final Volume image;
    private final ModelFrame frame;
    private final NDManager manager;
    private final Map<Key, NDList> known = new HashMap<>();

    private record Key(int slice, int side) {}

    SliceFeatures(Foundation model, Volume image, ModelFrame frame) {
        this.model = model;
        this.image = image;
        this.frame = frame;
        this.manager = model.newScope();
    }

    ModelFrame frame() {
        return frame;
    }

    boolean areOf(Volume other, ModelFrame otherFrame) {
        return image == other && frame.equals(otherFrame);
    }

    /** Computes what is missing at one side length; a cancelled call keeps what it has. */
    void computeAll(int side, JobContext context) {
        int slices = frame.layout().slices();
        for (int slice = 0; slice < slices; slice++) {
            context.checkpoint();
            compute(new Key(slice, side));
            context.report(Progress.of("Reading slices", slice + 1, slices));
        }
    }

    /** The features of one slice, batch size 1, in {@code scope}. */
    Features at(int slice, int side, NDManager scope) {
        NDList levels = compute(new Key(slice, side));
        NDList wide = new NDList();
        for (NDArray level : levels) {
            NDArray copy = level.toType(DataType.FLOAT32, true);
            copy.attach(scope);
            wide.add(copy);
        }
        return Features.of(wide);
    }

    private NDList compute(Key key) {
        NDList levels = known.get(key);
        if (levels == null) {
            levels = new NDList();
            try (NDManager scope = manager.newSubManager();
                    Ops.NoGrad off = Ops.noGrad()) {
                NDArray picture =
                        scope.create(frame.picture(image, key.slice, key.side), new Shape(1, 1, key.side, key.side));
                for (NDArray level : model.encode(picture).toList()) {
                    NDArray half = level.toType(DataType.FLOAT16, true);
                    half.attach(manager);
                    levels.add(half);
                }
            }
            known.put(key, levels);
        }
        return levels;
    }

    @Override
    public void close() {
        manager.close();
    }
}
