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
 */
public record PriorCard(
        String model,
        String checksum,
        SortedMap<Integer, String> labels,
        int trainingSteps,
        int scans,
        boolean adapted) {
    public PriorCard {
        if (labels.isEmpty() || trainingSteps < 0 || scans < 0) {
            throw new IllegalArgumentException(
                    "labels " + labels.keySet() + ", steps " + trainingSteps + ", scans " + scans);
        }
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** The label of each class of the network, in ascending order. */
    List<Integer> classes() {
        return List.copyOf(labels.keySet());
    }

    PriorCard trainedFurther(int steps) {
        return new PriorCard(model, checksum, labels, trainingSteps + steps, scans, adapted);
    }

    PriorCard asAdapted() {
        return new PriorCard(model, checksum, labels, trainingSteps, scans, true);
    }
}
