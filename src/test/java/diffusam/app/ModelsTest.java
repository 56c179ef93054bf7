package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.foundation.FakeCheckpoints;
import diffusam.foundation.ModelCatalog;
import diffusam.foundation.ModelStore;
import diffusam.nano.NanoProvider;
import diffusam.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {
    private static final byte[] WEIGHTS = FakeCheckpoints.bytes("fake", "note");

    @TempDir
    Path folder;

    private final Windows windows = new Windows();
    private final List<String> opened = new CopyOnWriteArrayList<>();
    private Preferences preferences = new Preferences(Settings.DEFAULT, settings -> {});
    private Path installed;

    @BeforeEach
    void makeFolder() throws IOException {
        installed = Files.createDirectory(folder.resolve("models")).resolve("mine.safetensors");
    }

    @AfterEach
    void close() {
        windows.close();
    }

    @Test
    void anInstalledModelIsOfferedOnceAndRememberedOnceItIsUsed() throws IOException {
        Files.write(installed, WEIGHTS);
        Models models = begun();
        windows.await(() -> !windows.notices.items().isEmpty());
        Notices.Notice notice = windows.notices.items().getFirst();
        assertTrue(notice.text().startsWith("a fake network is installed."), notice.text());
        assertEquals("nano", models.usedProperty().getValue());
        assertEquals(new Settings.Model("nano", List.of("mine")), preferences.model.get());

        begun();
        assertEquals(List.of(), windows.notices.items(), "it has been offered before");

        notice.offer().orElseThrow().action().run();
        windows.await(() -> models.usedProperty().getValue().equals("mine"));
        assertEquals(new Settings.Model("mine", List.of("mine")), preferences.model.get());
        assertEquals("mine", opened.getLast());
        assertEquals("mine", begun().usedProperty().getValue());
    }

    @Test
    void aModelThatIsGoneGivesWayToTheBuiltInOne() {
        preferences.model.set(new Settings.Model("mine", List.of("mine")));
        Models models = begun();
        windows.await(() -> models.usedProperty().getValue().equals("nano"));
        assertEquals(
                "The model mine is no longer there or cannot be used, so the built-in one segments.",
                windows.notices.items().getFirst().text());
        assertEquals("nano", opened.getLast());
        assertEquals("nano", preferences.model.get().name());
    }

    @Test
    void anImportIsHeldToTheChecksumThatWasTyped() throws IOException {
        Path mine = Files.write(folder.resolve("mine.safetensors"), WEIGHTS);
        Models models = begun();
        models.importFile(mine, "abc");
        assertTrue(windows.said().startsWith("What was typed is no SHA-256"), windows.said());
        models.importFile(mine, "0".repeat(64));
        windows.await(() -> windows.said().contains("instead of " + "0".repeat(64)));
        assertTrue(Files.notExists(installed));
        models.importFile(mine, " ");
        windows.await(() -> windows.said().startsWith("a fake network is installed."));
        assertTrue(Files.exists(installed));
    }

    /** The models of a window that has looked what there is. */
    private Models begun() {
        Workspace workspace = windows.open(folder.resolve("work"));
        ModelOpener opener = name -> {
            opened.add(name);
            return new NearestSeedEngine();
        };
        StudioModel studio = new StudioModel(
                workspace,
                null,
                new Display(),
                new Toolbox(),
                windows.fewShot(() -> opener.open(preferences.model.get().name())),
                null,
                windows.notices,
                preferences);
        ModelStore store = new ModelStore(
                installed.getParent(), List.of(new FakeCheckpoints(URI.create("http://localhost/fake"))));
        Models models = new Models(
                new ModelCatalog(List.of(new NanoProvider()), store),
                windows.background(),
                new LazyEngine(() -> opener.open("first")),
                opener,
                studio,
                windows.texts);
        models.begin();
        windows.await(() -> !models.rows().isEmpty());
        return models;
    }
}
