package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import diffusam.nn.Conv2d;
import diffusam.nn.FusedAttention;
import diffusam.nn.Init;
import diffusam.nn.Ops;
import diffusam.nn.Resampling;
import diffusam.nn.Weights;
import java.util.ArrayList;
import java.util.List;

/** The hierarchical image encoder (Ryali et al. 2023), with the position embedding of Bolya et al. 2023. */
final class Hiera {
    private static final int PATCH = 4;
    private static final int PATCH_KERNEL = 7;

    private final Sam2Config config;
    private final Conv2d patches;
    private final NDArray background;
    private final NDArray windowed;
    private final List<HieraBlock> blocks = new ArrayList<>();

    Hiera(Weights.Scope w, Sam2Config config, FusedAttention attention) {
        this.config = config;
        int c = config.channels();
        int finest = config.windows().getFirst();
        patches = Conv2d.of(w.at("patch_embed").at("proj"), 3, c, PATCH_KERNEL, PATCH);
        background = w.get("pos_embed", Init.ZEROS, 1, c, config.background(), config.background());
        windowed = w.get("pos_embed_window", Init.ZEROS, 1, c, finest, finest);
        int heads = config.heads();
        for (int stage = 0; stage < config.stages().size(); stage++) {
            for (int n = 0; n < config.stages().get(stage); n++) {
                boolean opensStage = n == 0 && stage > 0;
                int out = opensStage ? 2 * c : c;
                heads = opensStage ? 2 * heads : heads;
                // the block that opens a stage still has the windows of the stage before
                int side = config.windows().get(opensStage ? stage - 1 : stage);
                int number = blocks.size();
                int window = config.globalBlocks().contains(number) ? 0 : side;
                blocks.add(new HieraBlock(w.at("blocks").at(number), attention, c, out, heads, window));
                c = out;
            }
        }
    }

    /** (B, 3, S, S), normalised → the stages' outputs (B, S/4, S/4, C) to (B, S/32, S/32, 8C). */
    List<NDArray> apply(NDArray image) {
        NDArray x = Ops.scoped(image, this::embed);
        List<NDArray> levels = new ArrayList<>();
        int block = 0;
        for (int count : config.stages()) {
            for (int n = 0; n < count; n++, block++) {
                NDArray y = Ops.scoped(x, blocks.get(block)::apply);
                if (n > 0 || levels.isEmpty()) {
                    x.close(); // what opened the stage is a level's output and lives on
                }
                x = y;
            }
            levels.add(x);
        }
        return levels;
    }

    private NDArray embed(NDArray image) {
        NDArray x = patches.apply(image).transpose(0, 2, 3, 1); // (B, 3, S, S) -> (B, S/4, S/4, C)
        NDArray place = position(image.getManager(), (int) x.getShape().get(1));
        return x.add(place.toType(x.getDataType(), false));
    }

    /** The background stretched over the grid plus the window embedding repeated: (1, side, side, C). */
    private NDArray position(NDManager scope, int side) {
        NDArray far = Resampling.bicubic(scope, config.background(), side).apply(wide(scope, background));
        long repeats = side / config.windows().getFirst();
        NDArray near = wide(scope, windowed).tile(new long[] {1, 1, repeats, repeats});
        return far.add(near).transpose(0, 2, 3, 1);
    }

    private static NDArray wide(NDManager scope, NDArray weight) {
        return Ops.on(scope, weight).toType(DataType.FLOAT32, false);
    }

    /** Channels of the stages' outputs. */
    List<Integer> widths() {
        int c = config.channels();
        return List.of(c, 2 * c, 4 * c, 8 * c);
    }
}
