package diffusam.engine;

/**
 * Parts of the method that can be left out or exchanged, to see what they are worth.
 *
 * @param segmentationLoss whether training also judges the mask decoded from the generated memory
 * @param adjacentSlices whether the prior sees the memory of the neighbouring slice (off: the paper's "without 3-D")
 * @param sharedNetwork one network that is told the label; otherwise one network a label, each trained for all steps
 */
public record Ablation(boolean segmentationLoss, boolean adjacentSlices, boolean sharedNetwork, Order order) {
    /** The whole method. */
    public static final Ablation NONE = new Ablation(true, true, true, Order.BOTH);
}
