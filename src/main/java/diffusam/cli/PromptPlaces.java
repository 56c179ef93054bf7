package diffusam.cli;

import diffusam.engine.SlicePrompt.Box;
import diffusam.engine.SlicePrompt.Point;
import diffusam.volume.SliceLayout;
import java.util.List;

/** Turns places as users write them, voxel numbers along the file's axes, into places on a slice as it is displayed. */
record PromptPlaces(SliceLayout layout) {
    private record Place(double column, double row) {}

    /**
     * Reads "120,88", "120,88,+" or "120,88,-".
     *
     * @throws IllegalArgumentException if it is anything else, or outside the image
     */
    Point point(String text) {
        List<String> parts = List.of(text.split(",", -1));
        boolean signed =
                parts.size() == 3 && (parts.get(2).equals("+") || parts.get(2).equals("-"));
        if (parts.size() != 2 && !signed) {
            throw new IllegalArgumentException("--point is X,Y or X,Y,+ or X,Y,-, got " + text);
        }
        Place place = place(text, parts.get(0), parts.get(1));
        return new Point(place.column, place.row, !text.endsWith("-"));
    }

    /**
     * Reads "100,70,140,110".
     *
     * @throws IllegalArgumentException if it is anything else, or outside the image
     */
    Box box(String text) {
        List<String> parts = List.of(text.split(",", -1));
        if (parts.size() != 4) {
            throw new IllegalArgumentException("--box is X,Y,X,Y, got " + text);
        }
        Place a = place(text, parts.get(0), parts.get(1));
        Place b = place(text, parts.get(2), parts.get(3));
        return new Box(
                Math.min(a.column, b.column),
                Math.min(a.row, b.row),
                Math.max(a.column, b.column),
                Math.max(a.row, b.row));
    }

    private Place place(String text, String x, String y) {
        boolean columnsFirst = layout.columnAxis() < layout.rowAxis();
        double column = number(text, columnsFirst ? x : y, layout.columns());
        double row = number(text, columnsFirst ? y : x, layout.rows());
        return new Place(
                layout.columnReversed() ? layout.columns() - 1 - column : column,
                layout.rowReversed() ? layout.rows() - 1 - row : row);
    }

    private static double number(String text, String part, int size) {
        double value;
        try {
            value = Double.parseDouble(part);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + part + "' in " + text + " is no number", e);
        }
        if (!(value >= 0 && value <= size - 1)) {
            throw new IllegalArgumentException(
                    part + " in " + text + " is outside the image, whose voxels there are 0 to " + (size - 1));
        }
        return value;
    }
}
