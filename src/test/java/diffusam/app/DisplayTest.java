package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.Label;
import diffusam.viewer.render.Overlay;
import diffusam.volume.Window;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DisplayTest {
    private static final Texts TEXTS = Texts.in(Locale.ENGLISH);

    @Test
    void draggingSidewaysChangesTheWidthAlone() {
        Window wider = Display.dragged(new Window(-100, 100), 30, 0);
        assertEquals(0, wider.center(), 1e-9);
        assertTrue(wider.width() > 200);
        Window back = Display.dragged(wider, -30, 0);
        assertEquals(200, back.width(), 1e-9);
    }

    @Test
    void draggingDownLowersTheLevelAndKeepsTheWidth() {
        Window brighter = Display.dragged(new Window(-100, 100), 0, 10);
        assertEquals(200, brighter.width(), 1e-9);
        assertTrue(brighter.center() < 0);
    }

    @Test
    void aWindowNeverBecomesNarrowerThanOne() {
        assertEquals(1, Display.dragged(new Window(0, 2), -10_000, 0).width(), 1e-9);
    }

    @Test
    void heldKeyHidesLabelsWhateverTheStyle() {
        Display display = new Display();
        display.overlay.set(Overlay.OUTLINED);
        assertEquals(Overlay.OUTLINED, display.shading(new Window(0, 1), 1).overlay());
        display.masksHidden.set(true);
        assertEquals(Overlay.HIDDEN, display.shading(new Window(0, 1), 1).overlay());
    }

    @Test
    void tipSizesHaveLimits() {
        Toolbox toolbox = new Toolbox();
        for (int n = 0; n < 100; n++) {
            toolbox.enlarge();
        }
        assertEquals(Toolbox.MOST_RADIUS_MM, toolbox.radiusMm.get());
        for (int n = 0; n < 100; n++) {
            toolbox.shrink();
        }
        assertEquals(Toolbox.LEAST_RADIUS_MM, toolbox.radiusMm.get());
        assertEquals(0, toolbox.tipRadiusMm(), "the pointer has no tip");
        toolbox.tool.set(ToolKind.BRUSH);
        assertEquals(Toolbox.LEAST_RADIUS_MM, toolbox.tipRadiusMm());
        assertTrue(toolbox.newTool(Label.of(1), Set.of(), (question, answer) -> {})
                .draft()
                .isEmpty());
    }

    @Test
    void consecutiveSlicesAreWrittenAsOneRun() {
        List<SliceRun> runs = SliceRun.of(new TreeSet<>(Set.of(3, 4, 5, 9, 11, 12)));
        assertEquals(
                List.of("4–6", "10", "12–13"), runs.stream().map(SliceRun::text).toList());
        assertEquals(4, runs.getFirst().middle());
        assertEquals(List.of(), SliceRun.of(new TreeSet<>()));
    }

    @Test
    void aFloodOfValuesIsHandledInOrderAndInParts() {
        List<Runnable> pulses = new ArrayList<>();
        List<Integer> handled = new ArrayList<>();
        FxQueue<Integer> queue = new FxQueue<>(pulses::add, value -> {
            handled.add(value);
            long end = System.nanoTime() + 3_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        });
        for (int n = 0; n < 10; n++) {
            queue.add(n);
        }
        int rounds = 0;
        while (!pulses.isEmpty()) {
            pulses.removeFirst().run();
            rounds++;
        }
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), handled);
        assertTrue(rounds > 1, "all at once would have held the window up");
    }

    @Test
    void aFilesFaultIsToldInItsOwnWordsAndAnAccidentWithoutThem() {
        Notices notices = new Notices(TEXTS);
        notices.fail(new Background.Failure("Opening a.nii", new FileNotFoundException("a.nii does not exist")));
        assertEquals(
                "Opening a.nii failed: a.nii does not exist.",
                notices.items().getFirst().text());
        notices.fail(new Background.Failure("Segmenting", new IllegalStateException("patient name")));
        Notices.Notice accident = notices.items().getLast();
        assertFalse(accident.text().contains("patient name"));
        assertFalse(accident.details().contains("patient name"), "details are for reports");
        assertTrue(accident.details().contains("DisplayTest"));
    }
}
