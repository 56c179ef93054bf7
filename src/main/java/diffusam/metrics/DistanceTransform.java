package diffusam.metrics;

import diffusam.volume.LowerEnvelope;
import java.util.Arrays;

/**
 * Exact Euclidean distance transform on a box with perpendicular axes, in time linear in its cells: one axis after the
 * other.
 */
final class DistanceTransform {
    private final CellBox box;

    private final LowerEnvelope envelope;

    DistanceTransform(CellBox box) {
        this.box = box;
        envelope = new LowerEnvelope(Math.max(box.nx(), Math.max(box.ny(), box.nz())));
    }

    /** For every cell the squared distance in mm² to the nearest marked cell; infinite if none is marked. */
    float[] squaredMm(int[] marked) {
        float[] field = new float[box.cells()];
        Arrays.fill(field, Float.POSITIVE_INFINITY);
        for (int p : marked) {
            field[p] = 0;
        }
        int perSlice = box.nx() * box.ny();
        for (int first = 0; first < field.length; first += box.nx()) {
            envelope.replace(field, first, 1, box.nx(), box.stepX().norm());
        }
        for (int z = 0; z < box.nz(); z++) {
            for (int x = 0; x < box.nx(); x++) {
                envelope.replace(
                        field, z * perSlice + x, box.nx(), box.ny(), box.stepY().norm());
            }
        }
        for (int first = 0; first < perSlice; first++) {
            envelope.replace(field, first, perSlice, box.nz(), box.stepZ().norm());
        }
        return field;
    }
}
