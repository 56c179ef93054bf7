package diffusam.engine;

/** Takes the slices of a run as they are finished, on the model thread. */
@FunctionalInterface
public interface SliceSink {
    /** Gets a finished slice. */
    void accept(SliceResult result);

    /** Whether a slice is to be computed at all; the run passes over the others. */
    default boolean wants(int slice) {
        return true;
    }
}
