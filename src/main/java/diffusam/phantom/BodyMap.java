package diffusam.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the tissue at a point quickly: for each cell of a coarse lattice it keeps the tissues that may reach into it. */
final class BodyMap {
    private static final double CELL_MM = 8;

    /** Half a cell's diagonal, and what shapes may be off in their distances. */
    private static final double REACH_MM = 10;

    private static final int SIDE = 50;
    private static final int HEIGHT = 28;
    private static final double HALF_MM = SIDE * CELL_MM / 2;
    private static final double BELOW_MM = 16;

    private final List<List<Tissue>> cells;

    BodyMap(List<Tissue> tissues) {
        cells = IntStream.range(0, SIDE * SIDE * HEIGHT)
                .parallel()
                .mapToObj(cell -> candidates(tissues, cell))
                .toList();
    }

    /** The tissue seen at a point, null for the air around the body. */
    @Nullable
    Tissue at(double x, double y, double z) {
        List<Tissue> candidates = cells.get(cell(x, y, z));
        for (Tissue tissue : candidates) {
            if (tissue.shape().outsideMm(x, y, z) < 0) {
                return tissue;
            }
        }
        return null;
    }

    private static List<Tissue> candidates(List<Tissue> tissues, int cell) {
        double x = (cell % SIDE + 0.5) * CELL_MM - HALF_MM;
        double y = (cell / SIDE % SIDE + 0.5) * CELL_MM - HALF_MM;
        double z = (cell / SIDE / SIDE + 0.5) * CELL_MM - BELOW_MM;
        List<Tissue> near = new ArrayList<>();
        for (Tissue tissue : tissues) {
            double outside = tissue.shape().outsideMm(x, y, z);
            if (outside < REACH_MM) {
                near.add(tissue);
            }
            if (outside < -REACH_MM) {
                break; // fills the cell: what comes later is never seen here
            }
        }
        return List.copyOf(near);
    }

    private static int cell(double x, double y, double z) {
        int i = Math.clamp((int) ((x + HALF_MM) / CELL_MM), 0, SIDE - 1);
        int j = Math.clamp((int) ((y + HALF_MM) / CELL_MM), 0, SIDE - 1);
        int k = Math.clamp((int) ((z + BELOW_MM) / CELL_MM), 0, HEIGHT - 1);
        return (k * SIDE + j) * SIDE + i;
    }
}
