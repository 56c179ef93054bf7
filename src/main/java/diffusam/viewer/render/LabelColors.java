package diffusam.viewer.render;

import diffusam.annotation.Label;
import java.util.Collection;

/** The colour of every label as drawn: hidden and unknown labels have none. Immutable. */
public final class LabelColors {
    private final int[] rgb = new int[Label.MAX_ID + 1];
    private final boolean[] shown = new boolean[Label.MAX_ID + 1];

    public LabelColors(Collection<Label> labels) {
        for (Label label : labels) {
            rgb[label.id()] = label.rgb();
            shown[label.id()] = label.visible();
        }
    }

    /** Colour as 0xRRGGBB. */
    int rgb(int label) {
        return rgb[label];
    }

    boolean isShown(int label) {
        return shown[label];
    }
}
