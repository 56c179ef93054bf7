package diffusam.app;

import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState.Review;
import diffusam.viewer.SliceOrder;
import diffusam.volume.SliceLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;

/** What a person says and does about the selected label on the slice of the seed plane that is shown. FX thread only. */
record SliceReview(OpenStudy study, Authorship authorship) {
    /**
     * A proposed mask.
     *
     * @param confidence that propagation has in it, in [0, 1]
     */
    record Doubt(int slice, int label, double confidence) {}

    /** Records that a person vouches for the slice as it is. */
    void accept(String stepName) {
        if (study.selectedLabel.get() != Label.BACKGROUND) {
            study.apply(stepName, authorship.personAccepted(study.annotation(), key()));
        }
    }

    /** Records that the label does not show here, and takes away what is painted: masks do not run past it. */
    void markAbsent(String stepName) {
        unlocked().ifPresent(label -> {
            AnnotationEdit cleared = AnnotationEdit.ofVoxels(cleared(label));
            study.apply(stepName, cleared.and(authorship.personAccepted(study.annotation(), key())));
        });
    }

    /** Takes the label and all that is known of it away from the slice. */
    void forget(String stepName) {
        unlocked().ifPresent(label -> {
            AnnotationEdit cleared = AnnotationEdit.ofVoxels(cleared(label));
            study.apply(stepName, cleared.and(study.annotation().put(key(), null)));
        });
    }

    /** The slices of the seed plane on which a person vouches for the label, as far as labels have been counted. */
    NavigableSet<Integer> seeds(int label) {
        return study.annotation()
                .vouchedSlices(study.seedPlane.get(), label, study.census.get().slicesWith(study.seedLayout(), label));
    }

    /** Shows the slice on which propagation is least sure of the label and nobody has looked yet. */
    void goToLeastCertain() {
        leastCertain(study.selectedLabel.get()).ifPresent(worst -> show(worst.slice()));
    }

    /** The proposal for a label that propagation is least sure of and nobody has looked at. */
    Optional<Doubt> leastCertain(int label) {
        return Optional.ofNullable(leastCertain().get(label));
    }

    /** The same for each label of which there are proposals. */
    Map<Integer, Doubt> leastCertain() {
        Map<Integer, Doubt> worst = new HashMap<>();
        study.annotation().states().forEach((key, state) -> {
            if (key.plane() == study.seedPlane.get() && state.review() == Review.PROPOSED) {
                Doubt doubt = new Doubt(key.slice(), key.label(), state.confidence());
                worst.merge(key.label(), doubt, (a, b) -> b.confidence < a.confidence ? b : a);
            }
        });
        return worst;
    }

    /** Shows a slice of the seed plane, and selects a label to work on there. */
    void goTo(int label, int slice) {
        study.selectedLabel.set(label);
        show(slice);
    }

    /** Copies the label to the slice {@code steps} further, and goes there. */
    void copyToNext(String stepName, int steps) {
        SliceLayout layout = study.seedLayout();
        int to = SliceOrder.of(layout).after(slice(), steps);
        if (to >= 0 && to < layout.slices()) {
            unlocked().ifPresent(label -> {
                boolean[] mask = study.map().mask(layout, slice(), label.id());
                LabelEdit edit =
                        study.map().edit().setMask(layout, to, label.id(), mask).build();
                study.paint(stepName, edit, layout.plane());
                show(to);
            });
        }
    }

    private Optional<Label> unlocked() {
        return study.selected().filter(label -> !label.locked());
    }

    private LabelEdit cleared(Label label) {
        SliceLayout layout = study.seedLayout();
        boolean[] nothing = new boolean[layout.columns() * layout.rows()];
        return study.map().edit().setMask(layout, slice(), label.id(), nothing).build();
    }

    private SliceKey key() {
        return new SliceKey(study.seedPlane.get(), slice(), study.selectedLabel.get());
    }

    private int slice() {
        return study.crosshair.get().slice(study.seedLayout());
    }

    private void show(int slice) {
        study.crosshair.set(study.crosshair.get().onSlice(study.seedLayout(), slice));
    }
}
