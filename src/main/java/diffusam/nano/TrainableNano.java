package diffusam.nano;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.foundation.Foundation.Click;
import diffusam.foundation.Foundation.Decoded;
import diffusam.foundation.Foundation.Region;
import diffusam.nn.WeightFile;
import diffusam.nn.WeightFileException;
import diffusam.nn.Weights;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A nano network whose weights ask for gradients. Owns native memory; for the model thread. */
public final class TrainableNano implements AutoCloseable {
    /** Keys and values of the memory attention are averaged over squares of this side: a quarter of the work. */
    private static final int POOL = 2;

    private final Nano nano;
    private final Weights weights;

    private TrainableNano(Nano nano, Weights weights) {
        this.nano = nano;
        this.weights = weights;
    }

    /** A network that begins at random; the same seed gives the same weights. */
    public static TrainableNano fresh(Device device, long seed) {
        NDManager manager = NDManager.newBaseManager(device);
        Weights weights = Weights.fresh(manager, seed);
        return new TrainableNano(new Nano(manager, weights, NanoConfig.DEFAULT.withPool(POOL), Nano.SIDE), weights);
    }

    /**
     * A network that goes on from the weights of a file.
     *
     * @throws WeightFileException if the file's tensors are not exactly the network's
     */
    public static TrainableNano from(Device device, WeightFile file) throws WeightFileException {
        NDManager manager = NDManager.newBaseManager(device);
        Weights weights = Weights.continued(manager, file);
        try {
            NanoConfig config = Nano.configOf(file);
            TrainableNano nano =
                    new TrainableNano(new Nano(manager, weights, config.withPool(POOL), Nano.SIDE), weights);
            weights.requireAllUsed();
            return nano;
        } catch (IllegalArgumentException | WeightFileException e) {
            manager.close();
            throw e instanceof WeightFileException known
                    ? known
                    : new WeightFileException(file.name(), "does not fit the nano network: " + e.getMessage());
        }
    }

    public Foundation foundation() {
        return nano;
    }

    public Weights weights() {
        return weights;
    }

    /**
     * One answer to clicks.
     *
     * @param clicks as many on every image of the batch
     * @param before the answer to what was said before the last click, or null if that was nothing
     */
    public Decoded prompt(Features features, List<List<Click>> clicks, @Nullable Decoded before) {
        return nano.answerTo(features, clicks, before);
    }

    /** One answer to regions, one an image of the batch. */
    public Decoded prompt(Features features, List<Region> regions) {
        return nano.answerTo(features, regions);
    }

    /** What a weight file must carry beside the tensors for the network to be built again. */
    public Map<String, String> metadata() {
        return Map.of("config", nano.config().toJson());
    }

    @Override
    public void close() {
        nano.close();
    }
}
