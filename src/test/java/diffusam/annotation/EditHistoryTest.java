package diffusam.annotation;

import static diffusam.annotation.EditTest.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EditHistoryTest {
    private static final long UNBOUNDED = Long.MAX_VALUE;

    private final SplittableRandom random = new SplittableRandom(88);
    private final RandomEdits edits = new RandomEdits(random);

    /** The naive model keeps every annotation there ever was. */
    @Test
    void randomUseAgreesWithKeepingEveryAnnotation() {
        EditHistory history = new EditHistory(EditTest.empty(), UNBOUNDED);
        List<Annotation> past = new ArrayList<>(List.of(EditTest.empty()));
        int now = 0;
        for (int n = 0; n < 4_000; n++) {
            switch (random.nextInt(5)) {
                case 0 -> {
                    assertEquals(now > 0, history.canUndo());
                    if (now > 0) {
                        history.undo();
                        now--;
                    }
                }
                case 1 -> {
                    assertEquals(now < past.size() - 1, history.canRedo());
                    if (history.canRedo()) {
                        history.redo();
                        now++;
                    }
                }
                default -> {
                    AnnotationEdit edit = edits.of(history.annotation());
                    if (!edit.isEmpty()) {
                        past.subList(now + 1, past.size()).clear();
                        past.add(past.get(now).apply(edit));
                        now++;
                    }
                    history.apply(n + 1, "edit", edit);
                }
            }
            assertSame(past.get(now), history.annotation());
        }
        assertTrue(past.size() > 200);
    }

    @Test
    void masksThatArriveOneByOneAreUndoneTogether() {
        EditHistory history = new EditHistory(EditTest.empty(), UNBOUNDED);
        history.apply("stroke", history.current().edit().set(3, 1).build());
        Annotation before = history.annotation();
        for (int n = 0; n < 50; n++) {
            history.extend("propagation", edits.voxels(history.current()));
        }
        Annotation after = history.annotation();
        assertEquals(2, history.done().size());
        history.undo();
        assertSame(before, history.annotation());
        history.redo();
        assertSame(after, history.annotation());
    }

    @Test
    void aHistoryGoesOnFromItsSteps() {
        EditHistory history = new EditHistory(EditTest.empty(), UNBOUNDED);
        for (int n = 0; n < 250; n++) {
            history.apply(n + 1, "edit", edits.of(history.annotation()));
        }
        history.undo();
        history.undo();
        EditHistory again = new EditHistory(history.annotation(), history.done(), history.undone(), UNBOUNDED);
        while (history.canUndo()) {
            assertEquals(history.undo().number(), again.undo().number());
            assertSame(history.annotation(), again.annotation());
        }
        assertFalse(again.canUndo());
        while (history.canRedo()) {
            history.redo();
            again.redo();
        }
        assertFalse(again.canRedo());
        assertSame(history.annotation(), again.annotation());
    }

    @Test
    void theOldestStepsAreForgottenWhenTheBytesRunOut() {
        EditHistory history = new EditHistory(EditTest.empty(), 20_000);
        for (int n = 0; n < 500; n++) {
            history.apply("edit", edits.voxels(history.current()));
            assertTrue(
                    history.done().stream().mapToLong(EditHistory.Step::bytes).sum() <= 20_000);
        }
        assertTrue(history.done().size() > 5);
    }

    @Test
    void twoHundredStrokesOnALargeVolumeCostLittle() {
        EditHistory history =
                new EditHistory(LabelMap.empty(new Grid(new Extent(512, 512, 800), Affine.of(0.7, 0.7, 1))), UNBOUNDED);
        for (int n = 0; n < 200; n++) {
            history.apply("stroke", stroke(history.current(), random.nextInt(800)));
        }
        long bytes = history.done().stream().mapToLong(EditHistory.Step::bytes).sum();
        assertEquals(200, history.done().size());
        assertTrue(bytes < 200L * 16_384, bytes + " bytes");
    }

    /** A brush of 20 voxels drawn along 200 columns. */
    private LabelEdit stroke(LabelMap map, int k) {
        LabelEdit.Builder edit = map.edit();
        int top = random.nextInt(100, 400);
        for (int i = 100; i < 300; i++) {
            int j = top + (int) (20 * Math.sin(i / 15.0));
            for (int dj = -10; dj < 10; dj++) {
                edit.set(i, j + dj, k, 1);
            }
        }
        return edit.build();
    }
}
