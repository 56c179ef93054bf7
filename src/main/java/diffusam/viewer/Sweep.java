package diffusam.viewer;

import diffusam.viewer.render.SliceSize;
import java.util.BitSet;

/**
 * What a tip covers on its way along a straight line over a slice, in millimetres from the slice's first pixel. Convex, so
 * each row is covered from one column to another.
 */
final class Sweep {
    private final ToolSlice on;
    private final double columnMm;
    private final double rowMm;
    private final double ax;
    private final double ay;
    private final double dx;
    private final double dy;
    private final double radiusMm;
    private double left;
    private double right;

    Sweep(ToolSlice on, SlicePoint from, SlicePoint to, double radiusMm) {
        SliceSize size = on.size();
        this.on = on;
        columnMm = size.columnSpacingMm();
        rowMm = size.rowSpacingMm();
        ax = from.column() * columnMm;
        ay = from.row() * rowMm;
        dx = to.column() * columnMm - ax;
        dy = to.row() * rowMm - ay;
        this.radiusMm = radiusMm;
    }

    /** The pixels, numbered row by row, whose centres the tip covers. */
    BitSet pixels(boolean square) {
        int columns = on.layout().columns();
        int firstRow = Math.max(0, (int) Math.ceil((Math.min(ay, ay + dy) - radiusMm) / rowMm));
        int lastRow = Math.min(on.layout().rows() - 1, (int) Math.floor((Math.max(ay, ay + dy) + radiusMm) / rowMm));
        BitSet pixels = new BitSet();
        for (int row = firstRow; row <= lastRow; row++) {
            left = Double.POSITIVE_INFINITY;
            right = Double.NEGATIVE_INFINITY;
            if (square) {
                coverBySquare(row * rowMm);
            } else {
                coverByDisc(row * rowMm);
            }
            int first = (int) Math.max(0, Math.ceil(left / columnMm));
            int last = (int) Math.min(columns - 1, Math.floor(right / columnMm));
            if (first <= last) {
                pixels.set(row * columns + first, row * columns + last + 1);
            }
        }
        return pixels;
    }

    /** Both ends' discs, and the rectangle between them. */
    private void coverByDisc(double y) {
        coverByDiscAt(ax, ay, y);
        coverByDiscAt(ax + dx, ay + dy, y);
        double length = Math.hypot(dx, dy);
        if (length > 0) {
            double nx = -dy / length * radiusMm;
            double ny = dx / length * radiusMm;
            crossed(ax + nx, ay + ny, ax + dx + nx, ay + dy + ny, y);
            crossed(ax - nx, ay - ny, ax + dx - nx, ay + dy - ny, y);
            crossed(ax + nx, ay + ny, ax - nx, ay - ny, y);
            crossed(ax + dx + nx, ay + dy + ny, ax + dx - nx, ay + dy - ny, y);
        }
    }

    private void coverByDiscAt(double x, double centreY, double y) {
        double half2 = radiusMm * radiusMm - (y - centreY) * (y - centreY);
        if (half2 >= 0) {
            cover(x - Math.sqrt(half2), x + Math.sqrt(half2));
        }
    }

    /** Where the segment from p to q crosses a row. */
    private void crossed(double px, double py, double qx, double qy, double y) {
        if (py <= y != qy <= y) {
            double x = px + (y - py) / (qy - py) * (qx - px);
            cover(x, x);
        }
    }

    /** The part of the way on which the square's rows include this one. */
    private void coverBySquare(double y) {
        double first = 0;
        double last = 1;
        if (dy == 0) {
            if (Math.abs(y - ay) > radiusMm) {
                return;
            }
        } else {
            double t1 = (y - ay - radiusMm) / dy;
            double t2 = (y - ay + radiusMm) / dy;
            first = Math.max(0, Math.min(t1, t2));
            last = Math.min(1, Math.max(t1, t2));
        }
        if (first <= last) {
            double x1 = ax + first * dx;
            double x2 = ax + last * dx;
            cover(Math.min(x1, x2) - radiusMm, Math.max(x1, x2) + radiusMm);
        }
    }

    private void cover(double from, double to) {
        left = Math.min(left, from);
        right = Math.max(right, to);
    }
}
