package diffusam.viewer.render;

/** Labels as they will be when a gesture ends, shown while it lasts. Immutable. */
@FunctionalInterface
public interface Draft {
    /** Changes one slice's labels, given row by row in radiological display. */
    void preview(int slice, short[] labels);
}
