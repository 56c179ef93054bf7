package diffusam.nano;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.nn.Ops;
import diffusam.nn.WeightFile;
import diffusam.nn.WeightFileException;
import diffusam.nn.Weights;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nano network behind the program's foundation interface. */
final class Nano implements Foundation {
    private static final String NAME = "nano";
    static final int SIDE = 256;
    private static final int SIDE_MULTIPLE = 64;
    private static final int STRIDE = 8;
    private static final int MASK_STRIDE = 2;

    private final NDManager manager;
    private final Weights weights;
    private final NanoConfig config;
    private final int side;
    private final ImageEncoder imageEncoder;
    private final MemoryEncoder memoryEncoder;
    private final MemoryAttention memoryAttention;
    private final MaskDecoder maskDecoder;

    /**
     * Takes ownership of {@code manager}, whose device the network runs on, and of {@code weights}.
     *
     * @param side of the images it shall be shown for the best masks
     */
    Nano(NDManager manager, Weights weights, NanoConfig config, int side) {
        this.manager = manager;
        this.weights = weights;
        this.config = config;
        this.side = side;
        Weights.Scope root = weights.root();
        Positions positions = new Positions(manager);
        imageEncoder = new ImageEncoder(root.at("enc"), config, positions);
        memoryEncoder = new MemoryEncoder(root.at("menc"), config);
        memoryAttention = new MemoryAttention(root, config, positions);
        maskDecoder = new MaskDecoder(root.at("dec"), config, positions);
    }

    /**
     * Loads a frozen network. {@code manager} is closed with it, also when this fails.
     *
     * @throws WeightFileException if the file's tensors are not exactly the network's
     */
    static Nano load(NDManager manager, WeightFile file, int side) throws WeightFileException {
        try {
            Weights weights = Weights.of(manager, file);
            Nano nano = new Nano(manager, weights, configOf(file), side);
            weights.requireAllUsed();
            return nano;
        } catch (IllegalArgumentException e) {
            manager.close();
            throw new WeightFileException(file.name(), "does not fit the nano network: " + e.getMessage());
        } catch (WeightFileException | RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    static NanoConfig configOf(WeightFile file) {
        return NanoConfig.parse(file.metadata().getOrDefault("config", "{}"));
    }

    @Override
    public String name() {
        return nameAt(side);
    }

    /** Its name when shown images of this side. */
    static String nameAt(int side) {
        return side == SIDE ? NAME : NAME + "@" + side;
    }

    /** True if images of this side can be encoded. */
    static boolean isSide(int side) {
        return side > 0 && side % SIDE_MULTIPLE == 0;
    }

    @Override
    public Sizes sizes() {
        int half = Math.ceilDiv(side, 2 * SIDE_MULTIPLE) * SIDE_MULTIPLE;
        return new Sizes(side, half, SIDE_MULTIPLE, config.embedding(), STRIDE, config.memory(), MASK_STRIDE);
    }

    @Override
    public String checksum() {
        return weights.checksum();
    }

    @Override
    public NDManager newScope() {
        return manager.newSubManager();
    }

    @Override
    public Features encode(NDArray images) {
        return imageEncoder.apply(images);
    }

    @Override
    public NDArray memory(Features features, NDArray masks) {
        return memoryEncoder.apply(features.embedding(), masks);
    }

    @Override
    public NDArray attend(Features features, List<Memory> memories) {
        return memoryAttention.apply(features.embedding(), memories);
    }

    @Override
    public Decoded decode(Features features, List<Memory> memories) {
        return maskDecoder.apply(attend(features, memories), features, List.of());
    }

    /** Click by click, each answered with the answer to those before in view. */
    @Override
    public Decoded prompt(Features features, List<Click> clicks) {
        return refine(features, clicks, null);
    }

    /** The region first, then click by click. */
    @Override
    public Decoded prompt(Features features, Region region, List<Click> clicks) {
        return refine(features, clicks, answerTo(features, Collections.nCopies(batchOf(features), region)));
    }

    private Decoded refine(Features features, List<Click> clicks, @Nullable Decoded start) {
        Decoded decoded = start;
        for (int n = 1; n <= clicks.size(); n++) {
            decoded = answerTo(features, Collections.nCopies(batchOf(features), clicks.subList(0, n)), decoded);
        }
        return decoded == null ? answerToNothing(features) : decoded;
    }

    private Decoded answerToNothing(Features features) {
        int side = sideOf(features);
        NDArray nothing = features.embedding().getManager().zeros(new Shape(batchOf(features), 1, side, side));
        return answer(features, nothing, List.of());
    }

    /** One answer to regions, one an image of the batch. */
    Decoded answerTo(Features features, List<Region> regions) {
        return answer(features, Hint.of(features.embedding().getManager(), regions, sideOf(features)), List.of());
    }

    /**
     * One answer to clicks, each image of the batch with its own; as many on every one.
     *
     * @param before the answer to what was said before the last click, or null if that was nothing
     */
    Decoded answerTo(Features features, List<List<Click>> clicks, @Nullable Decoded before) {
        int side = sideOf(features);
        NDArray answer = before == null
                ? null
                : Ops.enlarge(Activation.sigmoid(before.logits()).expandDims(1), side, side);
        NDManager scope = features.embedding().getManager();
        return answer(features, Hint.of(scope, clicks, imageEncoder.picturesIn(features), side, answer), clicks);
    }

    private Decoded answer(Features features, NDArray hint, List<List<Click>> clicks) {
        Memory said = new Memory(memoryEncoder.apply(features.embedding(), hint), config.ages() - 1);
        return maskDecoder.apply(attend(features, List.of(said)), features, clicks);
    }

    private static int batchOf(Features features) {
        return (int) features.embedding().getShape().get(0);
    }

    private static int sideOf(Features features) {
        return (int) features.embedding().getShape().get(3) * STRIDE;
    }

    NanoConfig config() {
        return config;
    }

    @Override
    public void close() {
        weights.close();
        manager.close();
    }
}
