package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Mean and standard deviation of each channel over a set of maps. */
@SuppressWarnings("ArrayRecordComponent") // never written after construction, never compared
record ChannelStats(float[] mean, float[] deviation) {
    private static final double SMALLEST = 1e-4;

    /** Statistics over maps of shape (1, C, h, w). */
    static ChannelStats of(List<NDArray> maps) {
        int channels = (int) maps.get(0).getShape().get(1);
        double[] sum = new double[channels];
        double[] squares = new double[channels];
        long count = 0;
        for (NDArray map : maps) {
            float[] values = map.toFloatArray();
            int perChannel = values.length / channels;
            for (int p = 0; p < values.length; p++) {
                sum[p / perChannel] += values[p];
                squares[p / perChannel] += (double) values[p] * values[p];
            }
            count += perChannel;
        }
        float[] mean = new float[channels];
        float[] deviation = new float[channels];
        for (int c = 0; c < channels; c++) {
            mean[c] = (float) (sum[c] / count);
            deviation[c] = (float) (Math.sqrt(Math.max(0, squares[c] / count - (double) mean[c] * mean[c])) + SMALLEST);
        }
        return new ChannelStats(mean, deviation);
    }

    NDArray normalise(NDArray x) {
        return x.sub(column(x.getManager(), mean)).div(column(x.getManager(), deviation));
    }

    NDArray restore(NDArray x) {
        return x.mul(column(x.getManager(), deviation)).add(column(x.getManager(), mean));
    }

    private static NDArray column(NDManager scope, float[] values) {
        return scope.create(values, new Shape(1, values.length, 1, 1));
    }
}
