package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.Provenance;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;
import diffusam.annotation.SliceState.Review;
import diffusam.volume.Plane;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateTextsTest {
    private static final Provenance MODEL =
            new Provenance(Provenance.Origin.MODEL, "test model", "", List.of(), "test", Instant.EPOCH);

    private final Study study = Study.of("ball", Path.of("ball.nii"), Ball.CT);
    private final OpenStudy open =
            new OpenStudy(study, study.automaticWindow(), new Authorship("test", InstantSource.system()), change -> {});
    private final StateTexts english = new StateTexts(Texts.in(Locale.ENGLISH));

    @BeforeEach
    void paintTwoSeeds() {
        open.list().add("add");
        paint(3);
        paint(9);
    }

    @Test
    void seedsAndProposalsAreTold() {
        propose(6, 0.725, true);
        assertEquals("seed", said(3));
        assertEquals("proposed, 72\u00a0% sure", said(6));
        assertEquals("", said(5));
        assertEquals("", english.of(open, Plane.CORONAL, 6));
    }

    @Test
    void beyondTheSeedsLittleIsKnownAndItIsSaidSo() {
        propose(12, 0.0004, true);
        assertEquals("proposed beyond the seeds, under 1\u00a0% sure", said(12));
    }

    @Test
    void aProposalThatShowsNothingIsNoSureMask() {
        propose(6, 1, false);
        assertEquals("proposed: does not show here", said(6));
    }

    private String said(int slice) {
        return english.of(open, Plane.AXIAL, slice);
    }

    private void paint(int slice) {
        open.paint("brush", open.map().edit().set(32, 28, slice, 1).build(), Plane.AXIAL);
        count();
    }

    private void propose(int slice, double confidence, boolean shows) {
        SliceKey key = new SliceKey(Plane.AXIAL, slice, 1);
        AnnotationEdit state = open.annotation().put(key, new SliceState(Review.PROPOSED, confidence, MODEL));
        AnnotationEdit voxels = AnnotationEdit.ofVoxels(
                open.map().edit().set(32, 28, slice, shows ? 1 : 0).build());
        open.apply("propose", voxels.and(state));
        count();
    }

    private void count() {
        open.census.set(open.census.get().recount(open.map()));
    }
}
