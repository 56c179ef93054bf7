package diffusam.viewer;

import java.util.List;
import java.util.Optional;

/**
 * What is written and drawn over a slice.
 *
 * @param title in the upper left corner
 * @param shading in the upper right corner
 * @param under in the lower left corner
 * @param tipRadiusMm of the brush that follows the cursor, 0 if there is none
 * @param tip its shape
 * @param drawn the line a tool is drawing
 * @param figures what was measured here
 */
public record SliceCaptions(
        String title,
        String shading,
        String under,
        Optional<Orientation> orientation,
        Optional<SlicePoint> crosshair,
        double tipRadiusMm,
        Tip tip,
        List<SlicePoint> drawn,
        List<Figure> figures) {
    /** An empty view. */
    public static final SliceCaptions NONE =
            new SliceCaptions("", "", "", Optional.empty(), Optional.empty(), 0, Tip.CIRCLE, List.of(), List.of());

    public SliceCaptions {
        drawn = List.copyOf(drawn);
        figures = List.copyOf(figures);
    }
}
