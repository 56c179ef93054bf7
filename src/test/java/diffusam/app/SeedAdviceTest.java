package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.Provenance;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;
import diffusam.annotation.SliceState.Review;
import diffusam.app.SeedAdvice.Reason;
import diffusam.engine.NextSlice;
import diffusam.volume.Plane;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeedAdviceTest {
    private static final Optional<NextSlice> NO_RUN = Optional.empty();
    private static final Provenance MODEL =
            new Provenance(Provenance.Origin.MODEL, "test model", "", List.of(), "test", Instant.EPOCH);

    private final Study study = Study.of("ball", Path.of("ball.nii"), Ball.CT);
    private final OpenStudy open =
            new OpenStudy(study, study.automaticWindow(), new Authorship("test", InstantSource.system()), change -> {});

    @BeforeEach
    void addLabel() {
        open.list().add("add");
    }

    @Test
    void withoutSeedsNothingIsAdvised() {
        assertEquals(Optional.empty(), SeedAdvice.of(open, NO_RUN));
    }

    @Test
    void beforeARunTheMiddleOfTheWidestGapIsAdvised() {
        seed(3);
        seed(6);
        seed(16);
        assertEquals(advice(11, new Reason.Gap(6, 16)), SeedAdvice.of(open, NO_RUN));
    }

    @Test
    void narrowGapsNeedNoFurtherSeed() {
        seed(3);
        seed(6);
        assertEquals(Optional.empty(), SeedAdvice.of(open, NO_RUN));
    }

    @Test
    void whatARunAsksForComesFirstUntilAPersonHasDoneIt() {
        seed(3);
        seed(16);
        propose(8, 0.7);
        propose(9, 0.6);
        Optional<NextSlice> asked = asked(8, true, 0.02);
        assertEquals(advice(8, new Reason.Disputed(0.02)), SeedAdvice.of(open, asked));
        state(8, Review.ACCEPTED, 1);
        assertEquals(advice(9, new Reason.Unsure(0.6)), SeedAdvice.of(open, asked));
    }

    @Test
    void aSmallGainSaysThatEnoughIsLabelled() {
        seed(3);
        propose(8, 0.95);
        assertEquals(advice(8, new Reason.Enough(0.001)), SeedAdvice.of(open, asked(8, false, 0.001)));
    }

    @Test
    void whereTheRunIsNotKnownAnyMoreItsConfidenceAdvises() {
        seed(3);
        propose(8, 0.95);
        assertInstanceOf(
                Reason.Sure.class, SeedAdvice.of(open, NO_RUN).orElseThrow().reason());
        propose(5, 0.5);
        assertEquals(advice(5, new Reason.Unsure(0.5)), SeedAdvice.of(open, NO_RUN));
    }

    @Test
    void lockedLabelsAreLeftInPeace() {
        seed(3);
        seed(16);
        propose(8, 0.5);
        open.list().change("lock", 1, label -> label.locked(true));
        assertEquals(Optional.empty(), SeedAdvice.of(open, asked(8, true, 0.1)));
    }

    private Optional<SeedAdvice> advice(int slice, Reason reason) {
        Label label = open.label(1).orElseThrow();
        return Optional.of(new SeedAdvice(slice, label, reason));
    }

    private static Optional<NextSlice> asked(int slice, boolean disputed, double gain) {
        return Optional.of(new NextSlice(slice, 1, OptionalInt.of(3), OptionalInt.of(16), disputed, gain));
    }

    private void seed(int slice) {
        LabelEdit dot = open.map().edit().set(32, 28, slice, 1).build();
        open.paint("brush", dot, Plane.AXIAL);
        open.census.set(open.census.get().recount(open.map()));
    }

    private void propose(int slice, double confidence) {
        state(slice, Review.PROPOSED, confidence);
    }

    private void state(int slice, Review review, double confidence) {
        open.apply(
                "state",
                open.annotation().put(new SliceKey(Plane.AXIAL, slice, 1), new SliceState(review, confidence, MODEL)));
    }
}
