package diffusam.viewer;

/** A continuous point of a slice; whole columns and rows are pixel centres. */
public record SlicePoint(double column, double row) {}
