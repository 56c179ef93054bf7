package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.foundation.Tracker;
import diffusam.nn.FusedAttention;
import diffusam.nn.Init;
import diffusam.nn.Ops;
import diffusam.nn.WeightFile;
import diffusam.nn.WeightFileException;
import diffusam.nn.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * SAM 2 or SAM 2.1 with the weights of a checkpoint.
 *
 * <p>Mask logits are returned as decoded, also where {@link Decoded#presence} is not positive; the video predictor of SAM 2
 * takes such a frame as empty, and so does the {@link #tracker}.
 */
public final class Sam2 implements Foundation {
    /** Side of the images that the released networks were trained with. */
    static final int SIDE = 1024;

    private static final int SIDE_MULTIPLE = 32;
    private static final int MASK_SCALE = 20;
    private static final int MASK_SHIFT = 10;

    private final String name;
    private final Sizes sizes;
    private final NDManager base;
    private final Weights weights;
    private final FusedAttention attention;
    private final ImageEncoder encoder;
    private Optional<Narrowing> narrowing = Optional.empty();
    private final MemoryEncoder memoryEncoder;
    private final Recall recall;
    private final MemoryAttention memoryAttention;
    private final PromptEncoder promptEncoder;
    private final MaskDecoder maskDecoder;
    private final Pointers pointers;
    private final NDArray noMemory;
    private final Optional<NDArray> noObject;

    private Sam2(String name, int side, NDManager base, Weights weights, Sam2Config config) {
        this.name = name;
        sizes = sizes(side);
        this.base = base;
        this.weights = weights;
        Weights.Scope w = weights.root();
        Positions positions = new Positions(weights.manager());
        attention = new FusedAttention(weights.manager());
        encoder = new ImageEncoder(w, config, attention);
        memoryEncoder = new MemoryEncoder(w.at("memory_encoder"));
        recall = new Recall(w, config, positions);
        memoryAttention = new MemoryAttention(w.at("memory_attention"), positions, attention);
        promptEncoder = new PromptEncoder(w.at("sam_prompt_encoder"), weights.manager());
        maskDecoder = new MaskDecoder(w.at("sam_mask_decoder"));
        pointers = new Pointers(w);
        noMemory = w.get("no_mem_embed", Init.SMALL_NORMAL, 1, 1, FpnNeck.WIDTH);
        w.get("no_mem_pos_enc", Init.SMALL_NORMAL, 1, 1, FpnNeck.WIDTH); // in every file, read by no released network
        noObject = config.improved()
                ? Optional.of(w.get("no_obj_embed_spatial", Init.SMALL_NORMAL, 1, MemoryEncoder.WIDTH))
                : Optional.empty();
    }

    /**
     * Builds the network that a checkpoint belongs to.
     *
     * @param base owns the weights; closed with the network, also when this fails
     * @param side of the images for the best masks
     * @throws WeightFileException if the file is no SAM 2 checkpoint, or lacks a tensor, or holds a foreign or misshapen one
     */
    public static Sam2 load(NDManager base, String name, WeightFile file, int side) throws WeightFileException {
        Weights weights = null;
        try {
            WeightFile original = WeightNames.original(file);
            Sam2Config config = Sam2Config.of(original)
                    .orElseThrow(() -> new WeightFileException(file.name(), "is not a checkpoint of SAM 2 or SAM 2.1"));
            weights = Weights.of(base, original);
            Sam2 network = new Sam2(name, side, base, weights, config);
            weights.requireAllUsed();
            if (base.getDevice().isGpu()) {
                network.narrow(original, config);
            }
            return network;
        } catch (Weights.MissingWeight e) {
            base.close();
            throw new WeightFileException(file.name(), "does not fit the SAM 2 network: " + e.getMessage());
        } catch (WeightFileException | RuntimeException e) {
            base.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Sizes sizes() {
        return sizes;
    }

    private static Sizes sizes(int side) {
        if (!isSide(side)) {
            throw new IllegalArgumentException("image side " + side);
        }
        int half = Math.ceilDiv(side, 2 * SIDE_MULTIPLE) * SIDE_MULTIPLE;
        return new Sizes(side, half, SIDE_MULTIPLE, FpnNeck.WIDTH, 16, MemoryEncoder.WIDTH, 4);
    }

    /** True if images of this side can be encoded. */
    static boolean isSide(int side) {
        return side > 0 && side % SIDE_MULTIPLE == 0;
    }

    @Override
    public String checksum() {
        return weights.checksum();
    }

    @Override
    public NDManager newScope() {
        return base.newSubManager();
    }

    @Override
    public Features encode(NDArray images) {
        Shape s = images.getShape();
        if (s.get(2) != s.get(3) || s.get(2) % SIDE_MULTIPLE != 0) {
            throw new IllegalArgumentException("image sides must be equal and a multiple of 32, got " + s);
        }
        return narrowing.map(Narrowing::encoder).orElse(encoder).apply(images);
    }

    /** Computes the encoder in 16 bits from now on, if it holds what it should; {@code original} are the network's own weights. */
    void narrow(WeightFile original, Sam2Config config) {
        narrowing = Narrowing.of(base, original, config, attention, encoder, sizes.side());
    }

    @Override
    public String precision() {
        return narrowing
                .map(narrow -> narrow.encoder().type().name().toLowerCase(Locale.ROOT))
                .orElse(Foundation.super.precision());
    }

    /** A mask that is zero everywhere leaves the memory of a frame without the object. */
    @Override
    public NDArray memory(Features features, NDArray masks) {
        return memory(
                features,
                masks,
                masks.reshape(masks.getShape().get(0), -1).max(new int[] {1}).gt(0));
    }

    /** {@code present} (B) says for each frame whether the object is on it. */
    NDArray memory(Features features, NDArray masks, NDArray present) {
        NDArray memory = memoryEncoder.apply(
                features.embedding(), Ops.scaled(masks, MASK_SCALE).sub(MASK_SHIFT));
        NDManager scope = masks.getManager();
        return noObject.map(mark -> Ops.on(scope, present)
                        .logicalNot()
                        .toType(DataType.FLOAT32, false)
                        .reshape(-1, 1, 1, 1)
                        .mul(Ops.on(scope, mark).reshape(1, MemoryEncoder.WIDTH, 1, 1)))
                .map(memory::add)
                .orElse(memory);
    }

    @Override
    public NDArray attend(Features features, List<Memory> memories) {
        return attend(features.embedding(), memories, List.of(), 1);
    }

    @Override
    public Decoded decode(Features features, List<Memory> memories) {
        return decoded(masks(attend(features, memories), features, List.of(), Optional.empty())
                .best());
    }

    /**
     * The embedding after reading memories and object pointers.
     *
     * @param span frames that make a pointer's age 1
     */
    NDArray attend(NDArray embedding, List<Memory> memories, List<Recall.Pointer> seen, int span) {
        return memoryAttention.apply(embedding, recall.tokens(embedding.getManager(), memories, seen, span));
    }

    @Override
    public Decoded prompt(Features features, List<Click> clicks) {
        return prompt(features, clicks.stream().map(Prompt::of).toList(), Optional.empty());
    }

    @Override
    public Decoded prompt(Features features, Region region, List<Click> clicks) {
        List<Prompt> points = new ArrayList<>(Prompt.box(region.left(), region.top(), region.right(), region.bottom()));
        clicks.stream().map(Prompt::of).forEach(points::add);
        return prompt(features, points, Optional.empty());
    }

    /**
     * Mask decoder on a frame without memory.
     *
     * @param points clicks and the corners of boxes; with one or none the best of three masks is taken
     * @param previous logits (B, m, m) of the mask to refine
     */
    public Decoded prompt(Features features, List<Prompt> points, Optional<NDArray> previous) {
        NDManager scope = features.embedding().getManager();
        NDArray alone = features.embedding().add(Ops.on(scope, noMemory).reshape(1, FpnNeck.WIDTH, 1, 1));
        Masks masks = masks(alone, features, points, previous.map(logits -> logits.expandDims(1)));
        return decoded(points.size() <= 1 ? masks.best() : masks.single());
    }

    /** All four masks for an embedding that has read what it should; {@code mask} is a mask prompt (B, 1, 4h, 4w). */
    Masks masks(NDArray embedding, Features features, List<Prompt> points, Optional<NDArray> mask) {
        Shape s = embedding.getShape();
        NDManager scope = embedding.getManager();
        NDArray told = embedding.add(mask.map(promptEncoder::mask).orElseGet(() -> promptEncoder.noMask(scope)));
        return maskDecoder.apply(
                told, features.skips(), promptEncoder.tokens(scope, points), promptEncoder.grid(s.get(2), s.get(3)));
    }

    @Override
    public Optional<Tracker> tracker(NDManager owner, int frames, boolean backwards) {
        return Optional.of(new VideoTracker(this, owner, frames, backwards));
    }

    Pointers pointers() {
        return pointers;
    }

    private static Decoded decoded(Masks.Chosen chosen) {
        return new Decoded(chosen.logits(), chosen.quality(), chosen.presence());
    }

    @Override
    public void close() {
        attention.close();
        narrowing.ifPresent(narrow -> narrow.weights().close());
        weights.close();
        base.close();
    }
}
