package diffusam.engine;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a stored prior says of itself; nothing of the scans it was trained on but their number.
 *
 * @param model name of the foundation model whose memories it generates
 * @param checksum of that model's weights
 * @param labels the structures it knows: id and name
 * @param trainingSteps optimiser steps so far
 * @param scans labelled scans it has seen
 * @param adapted true if it was carried over to scans without labels
 * @param choices where the masks of its labels are taken from on the scan it was trained on
 */
public record PriorCard(
        Kind kind,
        String model,
        String checksum,
        SortedMap<Integer, String> labels,
        int trainingSteps,
        int scans,
        boolean adapted,
        SortedMap<Integer, Choice> choices) {
    public PriorCard {
        if (labels.isEmpty() || trainingSteps < 0 || scans < 0) {
            throw new IllegalArgumentException(
                    "labels " + labels.keySet() + ", steps " + trainingSteps + ", scans " + scans);
        }
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        choices = Collections.unmodifiableSortedMap(new TreeMap<>(choices));
    }

    /** A card without choices. */
    public PriorCard(
            Kind kind,
            String model,
            String checksum,
            SortedMap<Integer, String> labels,
            int trainingSteps,
            int scans,
            boolean adapted) {
        this(kind, model, checksum, labels, trainingSteps, scans, adapted, Collections.emptySortedMap());
    }

    /** What a prior generates a memory from. */
    public enum Kind {
        /** From a slice alone: it serves other scans. */
        ALONE,
        /** From a slice and its neighbour, starting at the seeds of the scan it was trained on. */
        FROM_SEEDS,
        /** The same without noise: the control. */
        FROM_SEEDS_PLAIN
    }

    /** The label of each class of the network, in ascending order. */
    List<Integer> classes() {
        return List.copyOf(labels.keySet());
    }

    PriorCard choosing(SortedMap<Integer, Choice> choices) {
        return new PriorCard(kind, model, checksum, labels, trainingSteps, scans, adapted, choices);
    }

    PriorCard labelled(SortedMap<Integer, String> labels) {
        return new PriorCard(kind, model, checksum, labels, trainingSteps, scans, adapted, choices);
    }

    PriorCard trainedFurther(int steps) {
        return new PriorCard(kind, model, checksum, labels, trainingSteps + steps, scans, adapted, choices);
    }

    PriorCard asAdapted() {
        return new PriorCard(kind, model, checksum, labels, trainingSteps, scans, true, choices);
    }
}
