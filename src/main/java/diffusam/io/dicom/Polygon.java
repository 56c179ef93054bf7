package diffusam.io.dicom;

import java.util.ArrayList;
import java.util.List;

/**
 * A closed polygon in the index plane of a slice; whole numbers are pixel centres. The last point is joined to the first.
 */
record Polygon(List<Point> points) {
    Polygon {
        points = List.copyOf(points);
    }

    /** Column and row. */
    record Point(double x, double y) {
        double distanceSquared(Point o) {
            return (x - o.x) * (x - o.x) + (y - o.y) * (y - o.y);
        }
    }

    /** Positive where the inside is on the right of the way from point to point, rows growing downwards. */
    double area() {
        double sum = 0;
        Point last = points.getLast();
        for (Point p : points) {
            sum += last.x() * p.y() - p.x() * last.y();
            last = p;
        }
        return sum / 2;
    }

    /** The pixels whose centres lie inside, by the even-odd rule; a centre on a left or upper edge counts. */
    boolean[] fill(int columns, int rows) {
        boolean[] mask = new boolean[columns * rows];
        double top = points.stream().mapToDouble(Point::y).min().orElse(0);
        double bottom = points.stream().mapToDouble(Point::y).max().orElse(0);
        for (int row = (int) Math.max(0, Math.ceil(top)); row < rows && row <= bottom; row++) {
            double[] crossings = crossings(row);
            for (int n = 0; n + 1 < crossings.length; n += 2) {
                int from = (int) Math.clamp(Math.ceil(crossings[n]), 0, columns);
                int to = (int) Math.clamp(Math.ceil(crossings[n + 1]), 0, columns);
                for (int column = from; column < to; column++) {
                    mask[row * columns + column] ^= true;
                }
            }
        }
        return mask;
    }

    boolean contains(Point p) {
        boolean inside = false;
        for (double crossing : crossings(p.y())) {
            inside ^= crossing <= p.x();
        }
        return inside;
    }

    /** This polygon with a hole cut in by a way there and back of no width, at the nearest pair of corners. */
    Polygon withHole(Polygon hole) {
        int own = 0;
        int other = 0;
        double best = Double.MAX_VALUE;
        for (int a = 0; a < points.size(); a++) {
            for (int b = 0; b < hole.points.size(); b++) {
                double distance = points.get(a).distanceSquared(hole.points.get(b));
                if (distance < best) {
                    best = distance;
                    own = a;
                    other = b;
                }
            }
        }
        List<Point> joined = new ArrayList<>(points.subList(0, own + 1));
        joined.addAll(hole.points.subList(other, hole.points.size()));
        joined.addAll(hole.points.subList(0, other + 1));
        joined.addAll(points.subList(own, points.size()));
        return new Polygon(joined);
    }

    /** Where the outline crosses a row, ascending. */
    private double[] crossings(double y) {
        List<Double> crossings = new ArrayList<>();
        Point last = points.getLast();
        for (Point p : points) {
            if (last.y() <= y != p.y() <= y) {
                crossings.add(last.x() + (y - last.y()) / (p.y() - last.y()) * (p.x() - last.x()));
            }
            last = p;
        }
        return crossings.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
