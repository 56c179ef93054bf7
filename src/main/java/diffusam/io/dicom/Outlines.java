package diffusam.io.dicom;

import diffusam.io.dicom.Polygon.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The outlines of a mask, half-way between pixels inside and outside, so that filling them gives the mask again exactly.
 * Pixels that touch at a corner alone are apart.
 */
final class Outlines {
    // directions along pixel edges, clockwise on the screen: right, down, left, up
    private static final int[] DX = {1, 0, -1, 0};
    private static final int[] DY = {0, 1, 0, -1};

    private final boolean[] mask;
    private final int columns;
    private final int rows;
    private final byte[] edges;

    private Outlines(boolean[] mask, int columns, int rows) {
        this.mask = mask;
        this.columns = columns;
        this.rows = rows;
        edges = new byte[(columns + 1) * (rows + 1)];
    }

    /** One polygon for each connected part, its holes cut in. */
    static List<Polygon> of(boolean[] mask, int columns, int rows) {
        return new Outlines(mask, columns, rows).polygons();
    }

    private List<Polygon> polygons() {
        findEdges();
        List<Polygon> parts = new ArrayList<>();
        List<Polygon> holes = new ArrayList<>();
        for (int corner = 0; corner < edges.length; corner++) {
            while (edges[corner] != 0) {
                Polygon loop = loop(corner, Integer.numberOfTrailingZeros(edges[corner]));
                (loop.area() > 0 ? parts : holes).add(loop);
            }
        }
        holes.sort(Comparator.comparingDouble(Polygon::area));
        for (Polygon hole : holes) {
            int owner = smallestAround(parts, hole.points().getFirst());
            parts.set(owner, parts.get(owner).withHole(hole));
        }
        return parts;
    }

    /** Marks at each corner the directions in which an edge of the mask leaves it, the inside on the right. */
    private void findEdges() {
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                if (inside(x, y)) {
                    leave(x, y, 0, !inside(x, y - 1));
                    leave(x + 1, y, 1, !inside(x + 1, y));
                    leave(x + 1, y + 1, 2, !inside(x, y + 1));
                    leave(x, y + 1, 3, !inside(x - 1, y));
                }
            }
        }
    }

    private void leave(int x, int y, int direction, boolean edge) {
        if (edge) {
            edges[y * (columns + 1) + x] |= (byte) (1 << direction);
        }
    }

    private boolean inside(int x, int y) {
        return x >= 0 && y >= 0 && x < columns && y < rows && mask[y * columns + x];
    }

    /** Follows edges back to the first and takes them away. */
    private Polygon loop(int startCorner, int startDirection) {
        List<Point> points = new ArrayList<>();
        int x = startCorner % (columns + 1);
        int y = startCorner / (columns + 1);
        int direction = startDirection;
        do {
            edges[y * (columns + 1) + x] &= (byte) ~(1 << direction);
            points.add(new Point(x + DX[direction] / 2.0 - 0.5, y + DY[direction] / 2.0 - 0.5));
            x += DX[direction];
            y += DY[direction];
            direction = next(x, y, direction);
        } while (direction >= 0);
        return new Polygon(withoutStraightPoints(points));
    }

    /** Turns right before going straight before turning left; -1 where all edges are gone: the loop is closed. */
    private int next(int x, int y, int direction) {
        int leaving = edges[y * (columns + 1) + x];
        for (int turn : new int[] {1, 0, 3}) {
            int candidate = direction + turn & 3;
            if ((leaving >> candidate & 1) == 1) {
                return candidate;
            }
        }
        return -1;
    }

    private static List<Point> withoutStraightPoints(List<Point> points) {
        List<Point> kept = new ArrayList<>();
        int n = points.size();
        for (int p = 0; p < n; p++) {
            Point before = points.get((p + n - 1) % n);
            Point here = points.get(p);
            Point after = points.get((p + 1) % n);
            double bend =
                    (here.x() - before.x()) * (after.y() - here.y()) - (here.y() - before.y()) * (after.x() - here.x());
            if (bend != 0) {
                kept.add(here);
            }
        }
        return kept;
    }

    private static int smallestAround(List<Polygon> parts, Point point) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int n = 0; n < parts.size(); n++) {
            double area = parts.get(n).area();
            if (area < least && parts.get(n).contains(point)) {
                least = area;
                best = n;
            }
        }
        return best;
    }
}
