package diffusam.pretrain;

import java.util.List;

/**
 * The labelled slices of a scene.
 *
 * @param labels region of every voxel (unsigned), slice by slice and row by row
 * @param kinds kind of every region; region 0 is air
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Clip(int side, int slices, byte[] labels, List<Kind> kinds) {
    Clip {
        if (labels.length != slices * side * side) {
            throw new IllegalArgumentException(labels.length + " labels for " + slices + " slices of " + side);
        }
        kinds = List.copyOf(kinds);
    }

    int label(int voxel) {
        return labels[voxel] & 0xFF;
    }

    /** How many pixels of a slice each region covers. */
    int[] areas(int slice) {
        int[] areas = new int[kinds.size()];
        int pixels = side * side;
        for (int p = slice * pixels; p < (slice + 1) * pixels; p++) {
            areas[label(p)]++;
        }
        return areas;
    }

    /** Where a region lies on a slice. */
    boolean[] mask(int slice, int region) {
        boolean[] mask = new boolean[side * side];
        for (int p = 0; p < mask.length; p++) {
            mask[p] = label(slice * mask.length + p) == region;
        }
        return mask;
    }
}
