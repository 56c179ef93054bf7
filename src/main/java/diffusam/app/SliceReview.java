package diffusam.app;

import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState.Review;
import diffusam.viewer.SliceOrder;
import diffusam.volume.SliceLayout;
import java.util.Comparator;
import java.util.Optional;

/** What a person says and does about the selected label on the slice of the seed plane that is shown. FX thread only. */
record SliceReview(OpenStudy study, Authorship authorship) {
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

    /** Shows the slice on which propagation is least sure of the label and nobody has looked yet. */
    void goToLeastCertain() {
        study.annotation().states().entrySet().stream()
                .filter(entry -> entry.getKey().label() == study.selectedLabel.get())
                .filter(entry -> entry.getKey().plane() == study.seedPlane.get())
                .filter(entry -> entry.getValue().review() == Review.PROPOSED)
                .min(Comparator.comparingDouble(entry -> entry.getValue().confidence()))
                .ifPresent(entry -> show(entry.getKey().slice()));
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
