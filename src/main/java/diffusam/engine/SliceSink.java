package diffusam.engine;

/** Takes the slices of a run as they are finished, on the model thread. */
@FunctionalInterface
public interface SliceSink {
    /** Gets a finished slice. */
    void accept(SliceResult result);

    /**
     * Gets how strongly the pixels of a slice belong to a label, before labels are merged; not for seed slices, nor where a label
     * does not show at all. Called before the slice is finished.
     *
     * @param logits row by row in radiological display, positive inside; not to be changed
     */
    default void weighed(int slice, int label, float[] logits) {}

    /** Whether a slice is to be computed at all; the run passes over the others. */
    default boolean wants(int slice) {
        return true;
    }
}
