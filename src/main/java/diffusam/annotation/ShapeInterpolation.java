package diffusam.annotation;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shape-based interpolation of one structure between the slices where it is known, by signed distances (Raya and Udupa
 * 1990). Towards a slice where it is known to be absent, and beyond the outermost slice where it is known to be present, the
 * shape tapers off.
 *
 * <p>How far it goes on beyond the outermost slice follows from the masks: as far as the ellipsoid that has the largest and the
 * outermost for cross-sections, but no farther than the outermost is deep, for ends are blunt; and at least for half the mean
 * distance between known slices, since each stands for as much. Another slice known in the middle leaves it as it is.
 */
public final class ShapeInterpolation {
    private final NavigableMap<Integer, float[]> known = new TreeMap<>();
    private final Map<Integer, Integer> areas = new HashMap<>();
    private final NavigableMap<Integer, boolean[]> masks;
    private final double tailBelow;
    private final double tailAbove;

    /**
     * @param masks the known slices; an all-false mask says that the structure is absent there
     * @param columns pixels a row
     * @param sliceSpacingMm distance between neighbouring slices
     */
    public ShapeInterpolation(
            NavigableMap<Integer, boolean[]> masks,
            int columns,
            double columnSpacingMm,
            double rowSpacingMm,
            double sliceSpacingMm) {
        this.masks = masks;
        for (Map.Entry<Integer, boolean[]> entry : masks.entrySet()) {
            boolean[] mask = entry.getValue();
            areas.put(entry.getKey(), area(mask));
            if (!SignedDistance.hasNoBoundary(mask)) {
                known.put(entry.getKey(), SignedDistance.of(mask, columns, columnSpacingMm, rowSpacingMm));
            } else if (mask.length > 0 && mask[0]) {
                known.put(entry.getKey(), SignedDistance.constant(mask.length, (float) (columns * columnSpacingMm)));
            }
        }
        tailBelow = masks.isEmpty() ? 0 : tail(masks.firstKey(), sliceSpacingMm);
        tailAbove = masks.isEmpty() ? 0 : tail(masks.lastKey(), sliceSpacingMm);
    }

    /** How many slices the structure is taken to go on beyond an outermost known slice. */
    private double tail(int end, double sliceSpacingMm) {
        float[] signed = known.get(end);
        if (signed == null) {
            return 0;
        }
        double longest = Math.min(SignedDistance.deepest(signed) / sliceSpacingMm, ellipsoidTail(end));
        int gaps = masks.size() - 1;
        return gaps == 0 ? longest : Math.max(longest, 0.5 * (masks.lastKey() - masks.firstKey()) / gaps);
    }

    /** From an outermost slice to where the ellipsoid ends that is cut by it and, through its centre, by the largest mask. */
    private double ellipsoidTail(int end) {
        int centre = end;
        for (int slice : known.keySet()) {
            centre = areaOn(slice) > areaOn(centre) ? slice : centre;
        }
        double share = (double) areaOn(end) / areaOn(centre);
        int distance = Math.abs(centre - end);
        return share < 1 ? distance / Math.sqrt(1 - share) - distance : Double.POSITIVE_INFINITY;
    }

    private int areaOn(int slice) {
        return areas.getOrDefault(slice, 0);
    }

    private static int area(boolean[] mask) {
        int inside = 0;
        for (boolean in : mask) {
            inside += in ? 1 : 0;
        }
        return inside;
    }

    /**
     * The signed distance of the interpolated shape on a slice, in millimetres, positive inside; empty where the shape has
     * ended.
     */
    public Optional<float[]> at(int slice) {
        Map.Entry<Integer, boolean[]> below = masks.floorEntry(slice);
        Map.Entry<Integer, boolean[]> above = masks.ceilingEntry(slice);
        float[] low = below == null ? null : known.get(below.getKey());
        float[] high = above == null ? null : known.get(above.getKey());
        if (below == null || above == null) {
            float[] end = below == null ? high : low;
            int endSlice = below == null ? masks.firstKey() : masks.lastKey();
            double tail = below == null ? tailBelow : tailAbove;
            return end == null ? Optional.empty() : tapered(end, roundTail(Math.abs(slice - endSlice) / tail));
        }
        int gap = above.getKey() - below.getKey();
        double weight = gap == 0 ? 0 : (double) (slice - below.getKey()) / gap;
        if (low != null && high != null) {
            return Optional.of(blend(low, high, (float) weight));
        }
        if (low != null) {
            return tapered(low, weight);
        }
        return high == null ? Optional.empty() : tapered(high, 1 - weight);
    }

    /** The interpolated mask on a slice; all false where the shape has ended. */
    public boolean[] mask(int slice) {
        boolean[] known = masks.get(slice);
        if (known != null) {
            return known;
        }
        boolean[] mask = new boolean[masks.firstEntry().getValue().length];
        at(slice).ifPresent(signed -> {
            for (int p = 0; p < mask.length; p++) {
                mask[p] = signed[p] > 0;
            }
        });
        return mask;
    }

    /** How far a half-ellipsoid has closed after a fraction of its length. */
    private static double roundTail(double fraction) {
        return fraction >= 1 ? 1 : 1 - Math.sqrt(1 - fraction * fraction);
    }

    /** Shrinks a shape evenly; at {@code closed} = 1 nothing is left. */
    private static Optional<float[]> tapered(float[] signed, double closed) {
        if (closed >= 1) {
            return Optional.empty();
        }
        float shrink = (float) (closed * SignedDistance.deepest(signed));
        float[] out = new float[signed.length];
        for (int p = 0; p < out.length; p++) {
            out[p] = signed[p] - shrink;
        }
        return Optional.of(out);
    }

    private static float[] blend(float[] low, float[] high, float weight) {
        float[] out = new float[low.length];
        for (int p = 0; p < out.length; p++) {
            out[p] = (1 - weight) * low[p] + weight * high[p];
        }
        return out;
    }
}
