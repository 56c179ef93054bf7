package diffusam.app;

import static diffusam.app.StudioWindow.await;
import static diffusam.app.StudioWindow.fx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.settings.Archive;
import diffusam.settings.Archive.Login;
import diffusam.settings.Settings.Theme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.util.WaitForAsyncUtils;

/** How the window looks and what it says of itself, in its main states. */
class LookTest {
    private static final List<String> PAGES = List.of("shortcuts", "models", "about", "archive");
    private static final int MOST_STOPS = 120;

    @RegisterExtension
    private final StudioWindow window = new StudioWindow(Locale.ENGLISH, true);

    @Test
    void ratiosAreThoseOfTheStandard() {
        assertEquals(21, Contrast.ratio(Color.BLACK, Color.WHITE), 1e-9);
        assertEquals(4.54, Contrast.ratio(Color.web("#767676"), Color.WHITE), 0.005);
    }

    @Test
    void textsStandOutAndEverythingHasANameInBothThemes() throws Exception {
        Contrast contrast = new Contrast();
        Spoken spoken = new Spoken();
        lookInBothThemes(contrast, spoken); // the first page
        reviewed();
        lookInBothThemes(contrast, spoken);
        window.robot.clickOn("#tab-measure");
        window.run("palette");
        lookInBothThemes(contrast, spoken);
        window.robot.push(KeyCode.ESCAPE);
        for (String page : PAGES) {
            window.run(page);
        }
        askOfArchive();
        lookInBothThemes(contrast, spoken);
        assertTrue(contrast.judged() > 500, "only " + contrast.judged() + " texts were looked at");
        assertTrue(spoken.things() > 200, "only " + spoken.things() + " controls were looked at");
        assertEquals("", String.join("\n", new LinkedHashSet<>(contrast.faults())));
        assertEquals("", String.join("\n", new LinkedHashSet<>(spoken.nameless())));
    }

    /** The questions that the page of archives asks, each in a window of its own. */
    private void askOfArchive() throws Exception {
        Texts texts = Texts.in(Locale.ENGLISH);
        Archive ward = new Archive("Ward", "https://localhost/dicom-web", false, Login.PASSWORD, "ann", "");
        fx(() -> {
            new ArchiveDialog(window.stage(), texts, ward, List.of()).show();
            new SecretDialog(window.stage(), texts, ward, true).show();
            return true;
        });
    }

    private void lookInBothThemes(Contrast contrast, Spoken spoken) throws Exception {
        for (Theme theme : Theme.values()) {
            fx(() -> {
                window.preferences.theme.set(theme);
                return true;
            });
            WaitForAsyncUtils.waitForFxEvents();
            fx(() -> {
                for (Window shown : Window.getWindows()) {
                    Parent root = shown.getScene().getRoot();
                    root.applyCss();
                    root.layout();
                    contrast.look(root, (Color) shown.getScene().getFill());
                    spoken.look(root);
                }
                return true;
            });
        }
    }

    /** A run is over, some of it reviewed, with every kind of notice. */
    private void reviewed() throws Exception {
        window.openBall();
        window.paintOn(15);
        window.paintOn(5);
        window.propagate();
        window.run("nextSeed");
        window.run("accept");
        fx(() -> {
            Notices notices = window.studio().model().notices();
            notices.tell("told");
            notices.warn("warned");
            notices.fail(new Background.Failure("Segmenting", new IllegalStateException("never shown")));
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void theTabKeyReachesEverythingAndItShows() throws Exception {
        window.openBall();
        window.paintOn(15);
        window.paintOn(5);
        window.propagate();
        fx(() -> {
            window.node("#view-axial").requestFocus();
            return true;
        });
        Set<Node> reached = new LinkedHashSet<>();
        List<String> unseen = new ArrayList<>();
        Node at = window.stage().getScene().getFocusOwner();
        while (reached.add(at) && reached.size() < MOST_STOPS) {
            int[] focused = look(at);
            window.robot.push(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
            boolean first = reached.size() == 1; // it had the focus as if by the mouse
            if (!first && !isOverflow(at) && Arrays.equals(focused, look(at))) {
                unseen.add(at.getClass().getSimpleName() + " " + at.getId() + " " + at.getStyleClass());
            }
            at = window.stage().getScene().getFocusOwner();
        }
        assertEquals("", String.join("\n", unseen), "nothing shows that these have the focus");
        List<String> ids = reached.stream().map(Node::getId).toList();
        for (String id : List.of(
                "view-axial",
                "slider-axial",
                "view-coronal",
                "view-sagittal",
                "add-label",
                "labels",
                "next-seed",
                "method",
                "train",
                "show-jobs")) {
            assertTrue(ids.contains(id), id + " is not reached: " + ids);
        }
        assertTrue(ids.indexOf("view-axial") < ids.indexOf("labels"), "from left to right: " + ids);
        assertTrue(ids.indexOf("labels") < ids.indexOf("train"), "from top to bottom: " + ids);
    }

    /** The toolkit's own button for tools that found no room; all of them stand in the menus. */
    private static boolean isOverflow(Node node) {
        return node.getStyleClass().contains("tool-bar-overflow-button");
    }

    private static int[] look(Node node) throws Exception {
        return fx(() -> Screenshots.pixels(node));
    }

    @Test
    void everyMainStateIsPhotographed() throws Exception {
        photograph("first-page");
        window.openBall();
        photograph("opened");
        window.paintOn(15);
        window.paintOn(5);
        window.engine.mayPropagate = new CountDownLatch(1);
        window.run("train");
        await(() -> window.studio().model().fewShot().losses().size() == NearestSeedEngine.STEPS);
        photograph("in-training");
        window.engine.mayPropagate.countDown();
        await(() -> !window.studio().model().fewShot().runningProperty().get());
        window.run("nextSeed");
        assertFalse(window.open().annotation().states().isEmpty());
        photograph("reviewing");
    }

    private void photograph(String state) throws Exception {
        window.resize(1366, 768);
        window.screenshot(state + "-1366x768", 1);
        window.screenshot(state + "-200-percent", 2);
        window.resize(1920, 1080);
        window.screenshot(state + "-1920x1080", 1);
    }
}
