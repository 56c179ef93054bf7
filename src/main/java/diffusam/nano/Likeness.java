package diffusam.nano;

import diffusam.foundation.Foundation.Click;
import java.util.Arrays;

/**
 * How much each place of a picture is like a place that was clicked and reached from it through places like it: a geodesic
 * distance, as Wang et al. 2018 (DeepIGeoS) show clicks to a network. A step costs the more, the more the grey value differs
 * from that at the click.
 */
final class Likeness {
    /** Cost of crossing the whole picture where all is alike. */
    private static final double LENGTH_COST = 2.5;

    /** Cost of crossing the whole picture where all differs from the click by one standard deviation of the picture. */
    private static final double CONTRAST_COST = 128;

    /** Distance at which a place is as much like the click as not. */
    private static final double HALF = 1.2;

    private static final int[] ACROSS = {-1, 0, 1, -1};
    private static final int[] DOWN = {-1, -1, -1, 0};

    private final int side;
    private final double[] cost;
    private final double[] distance;

    private Likeness(float[] picture, int side, int clicked) {
        this.side = side;
        double grey = around(picture, side, clicked);
        double deviation = deviation(picture);
        cost = new double[picture.length];
        for (int p = 0; p < cost.length; p++) {
            double differs = deviation > 0 ? Math.abs(picture[p] - grey) / deviation : 0;
            cost[p] = (CONTRAST_COST * differs + LENGTH_COST) / side;
        }
        distance = new double[picture.length];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        distance[clicked] = 0;
    }

    /**
     * @param picture grey values of a square picture, row by row
     * @return 1 at the click, ½ at the distance that divides best, row by row
     */
    static float[] of(float[] picture, int side, Click click) {
        int x = (int) Math.clamp(Math.floor(click.x() * side), 0, side - 1);
        int y = (int) Math.clamp(Math.floor(click.y() * side), 0, side - 1);
        Likeness likeness = new Likeness(picture, side, y * side + x);
        boolean shorter = true;
        while (shorter) {
            shorter = likeness.sweep(1) | likeness.sweep(-1);
        }
        float[] values = new float[picture.length];
        for (int p = 0; p < values.length; p++) {
            double relative = likeness.distance[p] / HALF;
            values[p] = (float) (1 / (1 + relative * relative));
        }
        return values;
    }

    /** Mean of the 3×3 pixels around a place. */
    private static double around(float[] picture, int side, int place) {
        double sum = 0;
        int count = 0;
        for (int y = Math.max(0, place / side - 1); y <= Math.min(side - 1, place / side + 1); y++) {
            for (int x = Math.max(0, place % side - 1); x <= Math.min(side - 1, place % side + 1); x++) {
                sum += picture[y * side + x];
                count++;
            }
        }
        return sum / count;
    }

    private static double deviation(float[] picture) {
        double sum = 0;
        double squares = 0;
        for (float value : picture) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / picture.length;
        return Math.sqrt(Math.max(0, squares / picture.length - mean * mean));
    }

    /** Once through the picture, forwards (1) or backwards (−1): each place by way of the neighbours already passed. */
    private boolean sweep(int direction) {
        boolean shorter = false;
        for (int n = 0; n < distance.length; n++) {
            int p = direction > 0 ? n : distance.length - 1 - n;
            for (int k = 0; k < ACROSS.length; k++) {
                int x = p % side + direction * ACROSS[k];
                int y = p / side + direction * DOWN[k];
                if (x >= 0 && x < side && y >= 0 && y < side) {
                    double length = ACROSS[k] != 0 && DOWN[k] != 0 ? Math.sqrt(2) : 1;
                    double by = distance[y * side + x] + cost[p] * length;
                    shorter |= by < distance[p];
                    distance[p] = Math.min(by, distance[p]);
                }
            }
        }
        return shorter;
    }
}
