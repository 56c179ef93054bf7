package diffusam.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import org.junit.jupiter.api.Test;

class AppliedEditTest {
    private static final Grid GRID = new Grid(new Extent(4, 4, 3), Affine.of(1, 1, 1));

    private final EditHistory history = new EditHistory(LabelMap.empty(GRID), 1 << 20);

    @Test
    void whatWasComputedElsewhereIsAStepLikeAnyOther() {
        history.apply("elsewhere", AppliedEdit.of(history.annotation(), edit(1, 7)));
        assertEquals(7, history.current().at(2, 2, 1));
        history.undo();
        assertEquals(0, history.current().at(2, 2, 1));
        history.redo();
        assertEquals(7, history.current().at(2, 2, 1));
    }

    @Test
    void whatWasComputedBeforeAnotherChangeIsRefused() {
        AppliedEdit late = AppliedEdit.of(history.annotation(), edit(1, 7));
        history.apply("other", edit(0, 3));
        assertThrows(IllegalArgumentException.class, () -> history.apply("late", late));
        assertEquals(0, history.current().at(2, 2, 1));
        assertEquals(1, history.done().size());
    }

    @Test
    void stepsAreTakenBackAsComputedElsewhere() {
        history.apply("first", edit(1, 7));
        Turn.Taken back = history.undoing().taken();
        assertEquals(16, back.turn().voxels(), "one slice");
        history.take(back);
        assertEquals(0, history.current().at(2, 2, 1));
        history.take(history.redoing().taken());
        assertEquals(7, history.current().at(2, 2, 1));
        Turn.Taken late = history.undoing().taken();
        history.apply("other", edit(0, 3));
        assertThrows(IllegalArgumentException.class, () -> history.take(late));
        assertEquals(7, history.current().at(2, 2, 1));
    }

    @Test
    void twinsShareTheSlicesThatAreAlikeAndNoOthers() {
        EditHistory twin = new EditHistory(LabelMap.empty(GRID), 1 << 20);
        history.apply("same", edit(1, 7));
        twin.apply("same", edit(1, 7));
        twin.apply("more", edit(2, 5));
        assertNotSame(twin.current().sharedSlice(1), history.current().sharedSlice(1));
        history.share(twin.current());
        assertSame(twin.current().sharedSlice(1), history.current().sharedSlice(1));
        assertEquals(0, history.current().at(2, 2, 2));
        history.undo();
        assertEquals(0, history.current().at(2, 2, 1));
        assertEquals(7, twin.current().at(2, 2, 1), "sharing is not seen from outside");
    }

    private AnnotationEdit edit(int k, int label) {
        return AnnotationEdit.ofVoxels(
                LabelMap.empty(GRID).edit().set(2, 2, k, label).build());
    }
}
