package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import diffusam.nn.Conv2d;
import diffusam.nn.Init;
import diffusam.nn.Ops;
import diffusam.nn.Weights;

/** Makes object pointers of the decoder's tokens. */
final class Pointers {
    private final Mlp project;
    private final NDArray absent;
    private final Conv2d maskDownsample;

    Pointers(Weights.Scope w) {
        int c = FpnNeck.WIDTH;
        project = Mlp.relu(w.at("obj_ptr_proj"), c, c, c, c);
        absent = w.get("no_obj_ptr", Init.SMALL_NORMAL, 1, c);
        Weights.Scope mask = w.at("mask_downsample");
        maskDownsample =
                new Conv2d(mask.get("weight", Init.FAN_IN, 1, 1, 4, 4), mask.get("bias", Init.ZEROS, 1), 4, 0, 1);
    }

    /** Tokens (B, 256) and presence logits (B) → pointers (B, 256). */
    NDArray of(NDArray tokens, NDArray presence) {
        return present(project.apply(tokens), presence.gt(0));
    }

    /** The pointers where {@code present} (B), the pointer of absence elsewhere. */
    NDArray present(NDArray pointers, NDArray present) {
        NDArray there = present.toType(DataType.FLOAT32, false).expandDims(1);
        NDArray gone = there.neg().add(1).mul(Ops.on(pointers.getManager(), absent));
        return pointers.mul(there).add(gone);
    }

    /** A given mask (B, 1, S, S) in [0, 1] as a mask prompt (B, 1, S/4, S/4). */
    NDArray prompt(NDArray mask) {
        return maskDownsample.apply(mask);
    }
}
