package diffusam.viewer.render;

import diffusam.volume.Window;

/**
 * How a slice is drawn.
 *
 * @param smooth values between pixel centres are interpolated; otherwise each pixel is one block
 * @param opacity of filled labels, in [0, 1]; borders are drawn in full
 * @param outlinePixels thickness of a border
 */
public record Shading(Window window, boolean smooth, Overlay overlay, double opacity, int outlinePixels) {
    public Shading {
        if (!(opacity >= 0 && opacity <= 1) || outlinePixels < 1) {
            throw new IllegalArgumentException("opacity " + opacity + ", outline " + outlinePixels);
        }
    }
}
