package diffusam.engine;

import diffusam.annotation.LabelMap;

/**
 * The outcome of a few-shot run.
 *
 * @param labels the seeds and every propagated slice, on the image's grid
 * @param encodeSeconds wall time of the image encoder over all slices
 * @param trainSeconds wall time of training, with the making of its examples
 * @param propagateSeconds wall time of generation, decoding and merging
 * @param trainingSteps optimiser steps taken; 0 if the method trains nothing
 * @param doubts what the run was unsure of, and so which slice to label next
 */
public record FewShotResult(
        LabelMap labels,
        double encodeSeconds,
        double trainSeconds,
        double propagateSeconds,
        int trainingSteps,
        Doubts doubts) {}
