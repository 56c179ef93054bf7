package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.annotation.Provenance;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;
import diffusam.annotation.SliceState.Review;
import diffusam.engine.Seeds;
import diffusam.engine.SliceResult;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProposalsTest {
    private static final Grid GRID = new Grid(new Extent(4, 1, 6), Affine.of(1, 1, 1));
    private static final SliceLayout AXIAL = SliceLayout.of(GRID, Plane.AXIAL);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Provenance MODEL =
            new Provenance(Provenance.Origin.MODEL, "test", "", List.of(), "test", NOON);
    private static final Authorship AUTHOR = new Authorship("test", InstantSource.fixed(NOON));

    private Annotation annotation = Annotation.of(LabelMap.empty(GRID), List.of(Label.of(1), Label.of(2)), Map.of());

    @Test
    void paintedSlicesAreSeeds() {
        paint(1, 0, 1);
        paint(4, 0, 1);
        paint(4, 1, 2);
        Seeds seeds = seeds(1, 2);
        assertEquals(Set.of(1, 4), seeds.slices().get(1));
        assertEquals(Set.of(4), seeds.slices().get(2));
        assertEquals(Set.of(1), seeds(1).labels(), "a locked label is left out");
    }

    @Test
    void proposedSlicesAreNoSeedsUntilSomebodyCorrectsThem() {
        paint(1, 0, 1);
        receive(2, 1, 1, 0, 0);
        receive(3, 1, 1, 0, 0);
        assertEquals(Set.of(1), seeds(1).slices().get(1));
        paint(3, 2, 1);
        assertEquals(Review.CORRECTED, state(3, 1).review());
        assertEquals(Set.of(1, 3), seeds(1).slices().get(1));
        assertEquals(Provenance.Origin.CORRECTED, state(3, 1).provenance().origin());
    }

    @Test
    void anAcceptedSliceWithoutTheLabelIsASeedOfItsAbsence() {
        paint(1, 0, 1);
        annotation = annotation.apply(AUTHOR.personAccepted(annotation, new SliceKey(Plane.AXIAL, 5, 1)));
        assertEquals(Set.of(1, 5), seeds(1).slices().get(1));
    }

    @Test
    void anErasedSeedIsNoSeed() {
        paint(1, 0, 1);
        paint(2, 0, 1);
        paint(2, 0, 0);
        assertEquals(Set.of(1), seeds(1).slices().get(1));
    }

    @Test
    void aResultBecomesAProposalWithItsConfidence() {
        paint(1, 0, 1);
        receive(2, 0, 1, 1, 0);
        assertArrayEquals(new short[] {0, 1, 1, 0}, annotation.map().slice(AXIAL, 2));
        assertEquals(new SliceState(Review.PROPOSED, 0.75, MODEL), state(2, 1));
    }

    @Test
    void seedsStayAsTheyAre() {
        paint(1, 0, 1);
        receive(1, 1, 1, 1, 1);
        assertArrayEquals(new short[] {1, 0, 0, 0}, annotation.map().slice(AXIAL, 1));
        assertEquals(Review.SEED, state(1, 1).review());
    }

    @Test
    void slicesPaintedDuringTheRunStayAsTheyAre() {
        paint(1, 0, 1);
        Proposals run = new Proposals(seeds(1), MODEL);
        paint(2, 3, 1);
        annotation = annotation.apply(run.edit(annotation, result(2, 1, 1, 1, 0), Set.of()));
        assertArrayEquals(new short[] {0, 0, 0, 1}, annotation.map().slice(AXIAL, 2));
    }

    @Test
    void acceptedSlicesStayAsTheyAre() {
        paint(1, 0, 1);
        receive(2, 1, 1, 0, 0);
        annotation = annotation.apply(AUTHOR.personAccepted(annotation, new SliceKey(Plane.AXIAL, 2, 1)));
        receive(2, 0, 0, 0, 1);
        assertArrayEquals(new short[] {1, 1, 0, 0}, annotation.map().slice(AXIAL, 2));
    }

    @Test
    void otherAndLockedLabelsAreNotTouched() {
        paint(1, 0, 1);
        paint(2, 0, 2);
        receive(2, 1, 1, 0, 0);
        assertArrayEquals(new short[] {2, 1, 0, 0}, annotation.map().slice(AXIAL, 2));
        Proposals run = new Proposals(seeds(1), MODEL);
        annotation = annotation.apply(run.edit(annotation, result(3, 1, 1, 0, 0), Set.of(1)));
        assertArrayEquals(new short[4], annotation.map().slice(AXIAL, 3), "locked while the run went on");
    }

    @Test
    void theNextRunReplacesWhatWasProposed() {
        paint(1, 0, 1);
        receive(2, 1, 1, 0, 0);
        receive(2, 0, 0, 1, 0);
        assertArrayEquals(new short[] {0, 0, 1, 0}, annotation.map().slice(AXIAL, 2));
    }

    @Test
    void aResultWithoutTheLabelIsNotRecorded() {
        paint(1, 0, 1);
        receive(5, 0, 0, 0, 0);
        assertNull(annotation.states().get(new SliceKey(Plane.AXIAL, 5, 1)));
    }

    private void paint(int slice, int column, int label) {
        LabelEdit edit = annotation.map().edit().set(column, 0, slice, label).build();
        annotation = annotation.apply(
                diffusam.annotation.AnnotationEdit.ofVoxels(edit).and(AUTHOR.personChanged(annotation, edit, AXIAL)));
    }

    private void receive(int slice, int... labels) {
        annotation = annotation.apply(new Proposals(seeds(1), MODEL).edit(annotation, result(slice, labels), Set.of()));
    }

    private static SliceResult result(int slice, int... labels) {
        short[] row = new short[labels.length];
        for (int n = 0; n < row.length; n++) {
            row[n] = (short) labels[n];
        }
        return new SliceResult(slice, row, Map.of(1, 0.75));
    }

    private Seeds seeds(Integer... labels) {
        return Seeds.vouched(annotation, AXIAL, List.of(labels));
    }

    private SliceState state(int slice, int label) {
        return java.util.Objects.requireNonNull(annotation.states().get(new SliceKey(Plane.AXIAL, slice, label)));
    }
}
