package diffusam.viewer.render;

import diffusam.volume.Volume;
import diffusam.volume.Window;

/**
 * A second image of the same patient that is mixed into the first, each point where it lies in patient space.
 *
 * @param weight 0 shows the first image alone, 1 the second
 */
public record Fused(Volume image, Window window, double weight) {
    public Fused {
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("a weight is from 0 to 1, got " + weight);
        }
    }
}
