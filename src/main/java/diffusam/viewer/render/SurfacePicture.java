package diffusam.viewer.render;

import diffusam.surface.Surface;
import diffusam.volume.Lps;
import java.util.List;

/**
 * Surfaces to be drawn, and from where: a snapshot, for any thread.
 *
 * @param outlines closed lines through the corners given
 * @param centre in the middle of the view unless it is panned
 * @param radiusMm what is within this of the centre is seen at zoom 1
 */
public record SurfacePicture(List<Colored> surfaces, List<Outline> outlines, Lps centre, double radiusMm, Orbit orbit) {
    public SurfacePicture {
        surfaces = List.copyOf(surfaces);
        outlines = List.copyOf(outlines);
    }

    /** A surface in a colour, 0xRRGGBB. */
    public record Colored(Surface surface, int rgb) {}

    /** A closed line in a colour, 0xRRGGBB. */
    public record Outline(List<Lps> corners, int rgb) {
        public Outline {
            corners = List.copyOf(corners);
        }
    }
}
