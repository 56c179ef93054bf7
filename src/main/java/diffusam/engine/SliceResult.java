package diffusam.engine;

import java.util.Map;
import java.util.Set;

/**
 * The finished labels of one slice.
 *
 * @param slice its number in the layout
 * @param labels row by row in radiological display, 0 for background
 * @param confidence for each label, the estimated overlap with the truth in [0, 1]; 1 on the label's own seeds
 * @param disputed labels whose masks from the seeds on both sides disagree
 */
@SuppressWarnings("ArrayRecordComponent") // never written after construction, never compared
public record SliceResult(int slice, short[] labels, Map<Integer, Double> confidence, Set<Integer> disputed) {
    public SliceResult(int slice, short[] labels, Map<Integer, Double> confidence) {
        this(slice, labels, confidence, Set.of());
    }
}
