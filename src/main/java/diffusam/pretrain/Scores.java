package diffusam.pretrain;

import java.util.Map;
import java.util.TreeMap;

/** Running means of named figures. */
final class Scores {
    private final Map<String, double[]> sums = new TreeMap<>();

    void add(String name, double value) {
        double[] sum = sums.computeIfAbsent(name, key -> new double[2]);
        sum[0] += value;
        sum[1]++;
    }

    /** The means since the last call. */
    Map<String, Double> take() {
        Map<String, Double> means = new TreeMap<>();
        sums.forEach((name, sum) -> means.put(name, sum[0] / sum[1]));
        sums.clear();
        return means;
    }
}
