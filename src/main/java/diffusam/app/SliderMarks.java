package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.annotation.Census;
import diffusam.viewer.SliceSlider;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is known of the selected label on each slice, on the slider of the plane that seeds go by. FX thread only. */
final class SliderMarks {
    private final SliceSlider slider;
    private @Nullable Shown last;

    SliderMarks(SliceSlider slider) {
        this.slider = slider;
    }

    /**
     * What the marks follow from. A change of the annotation is another annotation.
     *
     * @param label 0 if there is nothing to mark
     */
    private record Shown(Annotation annotation, Census census, int label, int prepared) {}

    /**
     * @param plane of the slider
     * @param prepared number of slices whose features are there
     */
    void show(OpenStudy s, Plane plane, int prepared) {
        boolean seeds = s.seedPlane.get() == plane && !s.cuts().isStraightened();
        Shown now = new Shown(s.annotation(), s.census.get(), seeds ? s.selectedLabel.get() : 0, seeds ? prepared : 0);
        if (!now.equals(last)) {
            last = now;
            refresh(now, s.layout(plane));
        }
    }

    /** Marks are shown anew the next time, whatever they follow from. */
    void forget() {
        last = null;
    }

    private void refresh(Shown now, SliceLayout layout) {
        NavigableSet<Integer> human = new TreeSet<>();
        NavigableSet<Integer> absent = new TreeSet<>();
        NavigableMap<Integer, Double> confidence = new TreeMap<>();
        if (now.label != 0) {
            Set<Integer> painted = now.census.slicesWith(layout, now.label);
            human = now.annotation.vouchedSlices(layout.plane(), now.label, painted);
            absent.addAll(human);
            absent.removeAll(painted);
            now.annotation.states().forEach((key, state) -> {
                if (key.plane() == layout.plane()
                        && key.label() == now.label
                        && !state.isLocked()
                        && painted.contains(key.slice())) {
                    confidence.put(key.slice(), state.confidence());
                }
            });
        }
        slider.setMarked(human, absent);
        slider.setConfidence(confidence);
        slider.setPrepared(now.prepared);
    }
}
