package diffusam.app;

import diffusam.annotation.SliceState;
import diffusam.annotation.SliceState.Review;
import diffusam.volume.Plane;
import java.util.NavigableSet;

/** Words for what the selected label is on a slice. */
record StateTexts(Texts texts) {
    /** In the plane that seeds go by, empty where nothing is known; or that the slice is none of the image's. */
    String of(OpenStudy study, Plane plane, int slice) {
        if (study.cuts().isStraightened()) {
            return texts.of("view.straightened", study.grid().obliquityDegrees());
        }
        if (study.seedPlane.get() != plane) {
            return "";
        }
        int label = study.selectedLabel.get();
        boolean shows =
                study.census.get().slicesWith(study.layout(plane), label).contains(slice);
        return study.state(label, slice)
                .map(state -> of(study, slice, state, shows))
                .orElse(shows ? texts.of("state.SEED") : "");
    }

    private String of(OpenStudy study, int slice, SliceState state, boolean shows) {
        if (!shows) {
            return texts.of(state.isLocked() ? "state.absent" : "state.proposedAbsent");
        }
        if (state.review() == Review.PROPOSED && isBeyond(study, slice)) {
            return texts.of("state.beyond", texts.share(state.confidence()));
        }
        return texts.of("state." + state.review(), texts.share(state.confidence()));
    }

    /** True if no seed lies on one side, so that there is little to tell by. */
    private static boolean isBeyond(OpenStudy study, int slice) {
        NavigableSet<Integer> seeds = study.review().seeds(study.selectedLabel.get());
        return seeds.isEmpty() || slice < seeds.first() || slice > seeds.last();
    }
}
