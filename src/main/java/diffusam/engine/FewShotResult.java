package diffusam.engine;

import diffusam.annotation.LabelMap;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The outcome of a few-shot run.
 *
 * @param labels the seeds and every propagated slice, on the image's grid
 * @param encodeSeconds wall time of the image encoder over all slices
 * @param trainSeconds wall time of training, with the making of its examples and the trial on held-out seeds
 * @param propagateSeconds wall time of generation, decoding and merging
 * @param trainingSteps optimiser steps taken; 0 if the method trains nothing, or the prior was there
 * @param choices where the masks of a label came from, for labels with seeds enough to hold some out
 * @param doubts what the run was unsure of, and so which slice to label next
 */
public record FewShotResult(
        LabelMap labels,
        double encodeSeconds,
        double trainSeconds,
        double propagateSeconds,
        int trainingSteps,
        SortedMap<Integer, Choice> choices,
        Doubts doubts) {
    public FewShotResult {
        choices = Collections.unmodifiableSortedMap(new TreeMap<>(choices));
    }

    /** A run in which nothing was to be chosen. */
    public FewShotResult(
            LabelMap labels,
            double encodeSeconds,
            double trainSeconds,
            double propagateSeconds,
            int trainingSteps,
            Doubts doubts) {
        this(
                labels,
                encodeSeconds,
                trainSeconds,
                propagateSeconds,
                trainingSteps,
                Collections.emptySortedMap(),
                doubts);
    }
}
