package diffusam.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Plane;
import diffusam.volume.Window;
import java.io.IOException;
import java.util.List;

/**
 * What a person was looking at, and with what in hand.
 *
 * @param crosshair voxel that the views have in common; it also says which slices are shown
 * @param activeLabel the label that tools draw; 0 for none
 * @param hiddenLabels those that are not drawn, ascending
 * @param alone name of the view that fills the window; empty while all share it
 * @param framings what part of its slices each view shows, where that was chosen
 */
public record ViewState(
        Ijk crosshair,
        Window window,
        int activeLabel,
        List<Integer> hiddenLabels,
        String alone,
        List<Framing> framings) {
    private static final Window SOFT_TISSUE = Window.ofCenterWidth(40, 400);

    public ViewState {
        hiddenLabels = List.copyOf(hiddenLabels);
        framings = List.copyOf(framings);
    }

    /**
     * What part of the slices of a plane is shown.
     *
     * @param zoom 1 where the whole slice just fits
     * @param centreXMm the point in the middle of the view, from the slice's left edge
     * @param centreYMm the point in the middle of the view, from the slice's upper edge
     */
    public record Framing(Plane plane, double zoom, double centreXMm, double centreYMm) {
        public Framing {
            if (!(zoom > 0) || !Double.isFinite(zoom + centreXMm + centreYMm)) {
                throw new IllegalArgumentException("zoom " + zoom + " about " + centreXMm + ", " + centreYMm);
            }
        }
    }

    private record Old(Ijk crosshair, Window window, int activeLabel) {}

    private record Further(List<Integer> hiddenLabels, String alone, List<Framing> framings) {}

    /** Reads a view; files of old say nothing of what is hidden, alone, or framed. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ViewState read(JsonNode json) throws IOException {
        Old old = Json.read(json, Old.class);
        Further more = json.has("framings") ? Json.read(json, Further.class) : new Further(List.of(), "", List.of());
        return new ViewState(old.crosshair, old.window, old.activeLabel, more.hiddenLabels, more.alone, more.framings);
    }

    /** The middle of an image that nobody has looked at. */
    public static ViewState of(Grid grid, Window window) {
        Extent e = grid.extent();
        Ijk middle = new Ijk(e.nx() / 2, e.ny() / 2, e.nz() / 2);
        return new ViewState(middle, window, 0, List.of(), "", List.of());
    }

    /** The same in a window for CT, where the image is not at hand. */
    static ViewState of(Grid grid) {
        return of(grid, SOFT_TISSUE);
    }
}
