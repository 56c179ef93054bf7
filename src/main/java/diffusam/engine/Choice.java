package diffusam.engine;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which masks a label gets, and why.
 *
 * @param source what was chosen
 * @param estimates mean Dice overlap of each source on the seeds that were held out, from 0 to 1
 * @param heldOut the seed slices that were held out
 */
public record Choice(Source source, Map<Source, Double> estimates, SortedSet<Integer> heldOut) {
    /** By how much a single source must beat the fusion, and what it must reach, before it is believed. */
    private static final double MARGIN = 0.05;

    private static final double BELIEVED = 0.7;

    public Choice {
        Map<Source, Double> copy = new EnumMap<>(Source.class);
        copy.putAll(estimates);
        estimates = Collections.unmodifiableMap(copy);
        heldOut = Collections.unmodifiableSortedSet(new TreeSet<>(heldOut));
    }

    /**
     * The fusion, unless propagation or shape alone was clearly better on the held-out seeds. The prior alone never is chosen: its
     * masks are coarse, and seeds farther apart, as in the trial, hurt it least of all.
     */
    static Choice of(Map<Source, Double> estimates, SortedSet<Integer> heldOut) {
        double bar = Math.max(BELIEVED, estimates.getOrDefault(Source.FUSION, 0.0) + MARGIN);
        Source best = estimates.entrySet().stream()
                .filter(entry -> entry.getKey() != Source.PRIOR && entry.getValue() >= bar)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Source.FUSION);
        return new Choice(best, estimates, heldOut);
    }
}
