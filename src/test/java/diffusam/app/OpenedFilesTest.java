package diffusam.app;

import static diffusam.app.StudioWindow.fx;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.glass.ui.Application;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** The events that macOS sends, sent by hand to the window layer of the tests. */
class OpenedFilesTest {
    private Application.EventHandler ofToolkit = new Application.EventHandler();

    @BeforeEach
    void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
        ofToolkit = fx(() -> Application.GetApplication().getEventHandler());
    }

    @AfterEach
    void giveBack() throws Exception {
        fx(() -> {
            Application.GetApplication().setEventHandler(ofToolkit);
            return true;
        });
    }

    @Test
    void filesOfTheStartComeFirstAndLaterOnesAsTheyAreOpened() throws Exception {
        List<List<Path>> later = new ArrayList<>();
        List<Path> first = fx(() -> {
            send("/scans/project.dsam");
            return OpenedFiles.follow(later::add);
        });
        assertEquals(List.of(Path.of("/scans/project.dsam")), first);
        assertEquals(List.of(), later);
        fx(() -> send("/scans/liver.nii.gz", "/scans/series"));
        assertEquals(List.of(List.of(Path.of("/scans/liver.nii.gz"), Path.of("/scans/series"))), later);
    }

    @Test
    void theToolkitStillHearsWhatItHeardBefore() throws Exception {
        List<String> heard = new ArrayList<>();
        fx(() -> {
            Application.GetApplication().setEventHandler(new Application.EventHandler() {
                @Override
                public void handleQuitAction(Application windows, long time) {
                    heard.add("quit");
                }
            });
            OpenedFiles.follow(files -> heard.add("files"));
            Application.GetApplication().getEventHandler().handleQuitAction(Application.GetApplication(), 0);
            return true;
        });
        assertEquals(List.of("quit"), heard);
    }

    /** What the native part of the window layer calls on macOS. */
    private static boolean send(String... files) throws ReflectiveOperationException {
        Method notify = Application.class.getDeclaredMethod("notifyOpenFiles", String[].class);
        notify.setAccessible(true);
        notify.invoke(Application.GetApplication(), (Object) files);
        return true;
    }
}
