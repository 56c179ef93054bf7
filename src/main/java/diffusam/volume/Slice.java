package diffusam.volume;

/**
 * One slice of real values (HU for CT), row by row from the screen's top left in radiological display.
 *
 * @param columnSpacingMm distance between neighbouring columns
 * @param rowSpacingMm distance between neighbouring rows
 */
@SuppressWarnings("ArrayRecordComponent") // a picture: compared by identity, never by content
public record Slice(int columns, int rows, double columnSpacingMm, double rowSpacingMm, float[] values) {
    public Slice {
        if (values.length != columns * rows) {
            throw new IllegalArgumentException(values.length + " values for " + columns + "×" + rows);
        }
    }

    public float at(int column, int row) {
        return values[row * columns + column];
    }
}
