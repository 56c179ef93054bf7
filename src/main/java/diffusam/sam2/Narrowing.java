package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import diffusam.nn.FusedAttention;
import diffusam.nn.Ops;
import diffusam.nn.WeightFile;
import diffusam.nn.Weights;
import java.util.List;
import java.util.Optional;

/**
 * The image encoder with 16-bit weights and sums, which a GPU computes several times as fast: used only where, on a test
 * picture, every level is as it is in 32 bits but for a hundredth of its largest value.
 *
 * @param weights to be closed with the network
 */
record Narrowing(ImageEncoder encoder, Weights weights) {
    private static final double TOLERANCE = 1e-2;

    /** The engine's bridge ends the program on the other 16-bit type. */
    static final DataType TYPE = DataType.FLOAT16;

    /** The narrow encoder, if it holds. */
    static Optional<Narrowing> of(
            NDManager base,
            WeightFile file,
            Sam2Config config,
            FusedAttention attention,
            ImageEncoder exact,
            int side) {
        Weights weights = Weights.of(base, file, TYPE);
        Narrowing narrow = new Narrowing(new ImageEncoder(weights.root(), config, attention), weights);
        if (narrow.deviation(base, exact, side) <= TOLERANCE) {
            return Optional.of(narrow);
        }
        weights.close();
        return Optional.empty();
    }

    /** The largest difference on any level, in parts of that level's largest value; not a number if a sum overflowed. */
    double deviation(NDManager base, ImageEncoder exact, int side) {
        try (NDManager scope = base.newSubManager();
                Ops.NoGrad off = Ops.noGrad()) {
            NDArray picture = scope.create(stripes(side), new Shape(1, 1, side, side));
            List<NDArray> wide = exact.apply(picture).toList();
            List<NDArray> narrow = encoder.apply(picture).toList();
            double worst = 0;
            for (int n = 0; n < wide.size(); n++) {
                double apart = wide.get(n).sub(narrow.get(n)).abs().max().getFloat();
                double share = apart / wide.get(n).abs().max().getFloat();
                if (!(share <= worst)) {
                    worst = share;
                }
            }
            return worst;
        }
    }

    /** Waves that grow finer from one corner to the other. */
    private static float[] stripes(int side) {
        float[] values = new float[side * side];
        for (int p = 0; p < values.length; p++) {
            double x = (p % side + .5) / side;
            double y = (double) (p / side) / side;
            values[p] = (float) (.5 + .5 * Math.sin(40 * x * (1 + y)) * Math.cos(30 * y * (1 + x)));
        }
        return values;
    }
}
