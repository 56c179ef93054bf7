package diffusam.phantom;

/**
 * A part of the body.
 *
 * @param label id of the labelled structure it belongs to, 0 for none
 * @param hu its CT number without noise, by place
 */
record Tissue(Shape shape, Density hu, int label) {
    /** A CT number in Hounsfield units at a point. */
    @FunctionalInterface
    interface Density {
        double at(double x, double y, double z);
    }

    static Tissue of(Shape shape, double hu) {
        return new Tissue(shape, (x, y, z) -> hu, 0);
    }
}
