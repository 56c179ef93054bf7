package diffusam.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import diffusam.nn.Ops;
import java.util.ArrayList;
import java.util.List;

/**
 * Episodes side by side, in one scope. Rows of masks go by object first: row {@code o·episodes + e} is object {@code o} of
 * episode {@code e}.
 *
 * @param images (slices·episodes, 1, S, S), slice by slice
 * @param masks one a slice: (objects·episodes, 1, S, S), 0 or 1
 */
record Batch(List<Episode> episodes, NDArray images, List<NDArray> masks) {
    static Batch of(NDManager scope, List<Episode> episodes) {
        int side = episodes.get(0).side();
        int slices = episodes.get(0).images().length;
        int pixels = side * side;
        float[] images = new float[slices * episodes.size() * pixels];
        for (int t = 0, p = 0; t < slices; t++) {
            for (Episode episode : episodes) {
                System.arraycopy(episode.images()[t], 0, images, p, pixels);
                p += pixels;
            }
        }
        List<NDArray> masks = new ArrayList<>();
        for (int t = 0; t < slices; t++) {
            masks.add(masks(scope, episodes, t, side));
        }
        return new Batch(
                List.copyOf(episodes),
                scope.create(images, new Shape((long) slices * episodes.size(), 1, side, side)),
                masks);
    }

    private static NDArray masks(NDManager scope, List<Episode> episodes, int slice, int side) {
        float[] values = new float[Episode.OBJECTS * episodes.size() * side * side];
        int p = 0;
        for (int object = 0; object < Episode.OBJECTS; object++) {
            for (Episode episode : episodes) {
                for (boolean inside : episode.masks()[object][slice]) {
                    values[p++] = inside ? 1 : 0;
                }
            }
        }
        return scope.create(values, new Shape((long) Episode.OBJECTS * episodes.size(), 1, side, side));
    }

    int side() {
        return episodes.get(0).side();
    }

    int slices() {
        return masks.size();
    }

    int rows() {
        return Episode.OBJECTS * episodes.size();
    }

    /** Rows of slice {@code t} out of an array that holds every slice, once for each object. */
    NDArray ofSlice(NDArray everySlice, int t) {
        int n = episodes.size();
        NDArray slice = everySlice.get((t * n) + ":" + (t + 1) * n);
        NDList copies = new NDList();
        for (int object = 0; object < Episode.OBJECTS; object++) {
            copies.add(slice);
        }
        return Ops.concat(copies, 0);
    }

    /** How much of each mask cell the object covers on slice {@code t}: (rows, S/stride, S/stride). */
    NDArray coverage(int t, int stride) {
        return Ops.average(masks.get(t), stride).squeeze(1);
    }

    /** Where the object of a row lies on slice {@code t}. */
    boolean[] mask(int row, int t) {
        return episodes.get(row % episodes.size()).masks()[row / episodes.size()][t];
    }
}
