package diffusam.viewer;

/** What touched pixels turn into: a label, or nothing when erasing; and what may be replaced. */
public record Paint(int label, boolean erases, PaintOver over) {
    /** What {@code old} becomes; {@code old} itself where the rule forbids a change. */
    public int applyTo(int old) {
        if (erases) {
            return over.allowsErasing(label, old) ? 0 : old;
        }
        return over.allowsPainting(label, old) ? label : old;
    }
}
