package diffusam.viewer;

import diffusam.volume.Lps;
import diffusam.volume.SliceLayout;

/**
 * The patient directions at the edges of a view, from the real direction of the columns and rows: "L" for left, and for
 * oblique slices further letters in falling order, as in "LA".
 */
public record Orientation(String left, String right, String top, String bottom) {
    /** About 17°: what leans less towards an axis is not worth a letter. */
    private static final double WORTH_A_LETTER = 0.3;

    public static Orientation of(SliceLayout layout) {
        Lps right = direction(layout, layout.columnAxis(), layout.columnReversed());
        Lps down = direction(layout, layout.rowAxis(), layout.rowReversed());
        return of(right, down);
    }

    /** The letters of a view whose right and lower edge lie in these directions. */
    public static Orientation of(Lps right, Lps down) {
        return new Orientation(letters(right.times(-1)), letters(right), letters(down.times(-1)), letters(down));
    }

    private static Lps direction(SliceLayout layout, int axis, boolean reversed) {
        return layout.grid().affine().step(axis).unit().times(reversed ? -1 : 1);
    }

    private static String letters(Lps unit) {
        String[] positive = {"L", "P", "S"};
        String[] negative = {"R", "A", "I"};
        StringBuilder letters = new StringBuilder();
        boolean[] used = new boolean[3];
        for (int n = 0; n < 3; n++) {
            int axis = -1;
            for (int candidate = 0; candidate < 3; candidate++) {
                if (!used[candidate] && (axis < 0 || Math.abs(unit.along(candidate)) > Math.abs(unit.along(axis)))) {
                    axis = candidate;
                }
            }
            used[axis] = true;
            if (Math.abs(unit.along(axis)) >= WORTH_A_LETTER) {
                letters.append(unit.along(axis) > 0 ? positive[axis] : negative[axis]);
            }
        }
        return letters.toString();
    }
}
