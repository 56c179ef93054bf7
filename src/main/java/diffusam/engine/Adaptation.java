package diffusam.engine;

/**
 * What came of carrying a prior over to unlabelled scans.
 *
 * @param prior the adapted one, or the original where adapting did not help
 * @param before self-consistency of the original on those scans, in [0, 1]
 * @param after of the adapted one
 * @param kept true if the adapted one is given
 * @param pseudoLabels masks that it was trained on
 */
public record Adaptation(TrainedPrior prior, double before, double after, boolean kept, int pseudoLabels) {}
