package diffusam.app;

import atlantafx.base.theme.PrimerDark;
import diffusam.engine.DeviceChoice;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FoundationEngine;
import diffusam.foundation.FoundationProvider;
import diffusam.foundation.ModelCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.stage.Stage;

/** Starts the toolkit and the Studio. */
public final class StudioApp extends Application {
    private static final String MODEL = "nano";

    /**
     * Opens the window and returns when it is closed.
     *
     * @param arguments the study to begin with, and labels for it; or less
     */
    public static void launch(List<String> arguments) {
        Application.launch(StudioApp.class, arguments.toArray(String[]::new));
    }

    @Override
    public void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
        Texts texts = Texts.in(Locale.getDefault());
        Studio studio =
                Studio.open(stage, new DiskFiles(texts), StudioApp::openEngine, new FilePrompts(stage, texts), texts);
        List<Path> files = getParameters().getRaw().stream().map(Path::of).toList();
        if (!files.isEmpty()) {
            studio.openStudy(files.getFirst(), files.stream().skip(1).findFirst());
        }
    }

    private static FewShotEngine openEngine() throws IOException {
        FoundationProvider provider = ModelCatalog.ofUser()
                .find(MODEL)
                .orElseThrow(() -> new IOException("The model " + MODEL + " is not installed"));
        return FoundationEngine.open(provider, DeviceChoice.AUTO);
    }
}
