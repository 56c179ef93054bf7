package diffusam.metrics;

import diffusam.annotation.LabelMap;
import diffusam.annotation.VoxelBox;
import diffusam.volume.Affine;
import diffusam.volume.Lps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The longest distance between two voxels of a label, centre to centre. Both are corners of the convex hull of their slice,
 * so only these are compared; those far from the middle first, until no pair that is left can be longer.
 */
final class Diameter {
    private final LabelMap map;
    private final int label;
    private final VoxelBox box;
    private final List<Lps> corners = new ArrayList<>();

    private Diameter(LabelMap map, int label, VoxelBox box) {
        this.map = map;
        this.label = label;
        this.box = box;
    }

    /** In millimetres; 0 of a single voxel. */
    static double longestMm(LabelMap map, int label, VoxelBox box) {
        Diameter diameter = new Diameter(map, label, box);
        for (int k = box.k0(); k <= box.k1(); k++) {
            diameter.addCorners(k);
        }
        return diameter.longest();
    }

    /** The convex hull of one slice, by Andrew's monotone chain over the ends of its rows. */
    private void addCorners(int k) {
        List<int[]> left = new ArrayList<>();
        List<int[]> right = new ArrayList<>();
        for (int j = box.j0(); j <= box.j1(); j++) {
            int first = box.i0();
            while (first <= box.i1() && map.at(first, j, k) != label) {
                first++;
            }
            if (first > box.i1()) {
                continue;
            }
            int last = box.i1();
            while (map.at(last, j, k) != label) {
                last--;
            }
            extend(left, first, j, 1);
            extend(right, last, j, -1);
        }
        Affine affine = map.grid().affine();
        left.forEach(p -> corners.add(affine.toLps(p[0], p[1], k)));
        right.forEach(p -> corners.add(affine.toLps(p[0], p[1], k)));
    }

    /** Adds the end of a further row to one side of the hull; corners that bend inwards fall out. */
    private static void extend(List<int[]> side, int i, int j, int outwards) {
        while (side.size() >= 2) {
            int[] a = side.get(side.size() - 2);
            int[] b = side.getLast();
            long turn = (long) (b[0] - a[0]) * (j - a[1]) - (long) (b[1] - a[1]) * (i - a[0]);
            if (outwards * turn < 0) {
                break;
            }
            side.removeLast();
        }
        side.add(new int[] {i, j});
    }

    private double longest() {
        Lps sum = new Lps(0, 0, 0);
        for (Lps corner : corners) {
            sum = sum.plus(corner);
        }
        Lps middle = sum.times(1.0 / corners.size());
        List<Lps> outer = corners.stream()
                .sorted(Comparator.comparingDouble((Lps p) -> -p.minus(middle).norm()))
                .toList();
        double[] radius =
                outer.stream().mapToDouble(p -> p.minus(middle).norm()).toArray();
        double longest = 0;
        for (int a = 0; a < radius.length && 2 * radius[a] > longest; a++) {
            for (int b = a + 1; b < radius.length && radius[a] + radius[b] > longest; b++) {
                longest = Math.max(longest, outer.get(a).minus(outer.get(b)).norm());
            }
        }
        return longest;
    }
}
