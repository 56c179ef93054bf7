package diffusam.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.settings.Archive.Login;
import diffusam.settings.Settings.Frame;
import diffusam.settings.Settings.LabelStyle;
import diffusam.settings.Settings.Look;
import diffusam.settings.Settings.Progress;
import diffusam.settings.Settings.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    private static final Settings CHOSEN = new Settings(
            true,
            true,
            "de",
            Theme.LIGHT,
            new Frame(1400, 900, true),
            new Look(false, true, LabelStyle.OUTLINED, 0.5),
            Map.of("brush", "Ctrl+B", "eraser", ""),
            "scans",
            List.of("scans/a.nii", "scans/b.nii"),
            new Settings.Model("sam2.1_hiera_tiny", List.of("sam2.1_hiera_tiny")),
            Map.of("scans/a.nii", Progress.DONE),
            List.of(
                    new Archive("Ward", "https://archive.example/dicom-web", false, Login.PASSWORD, "ann", ""),
                    new Archive("Own", "http://localhost:8042/dicom-web", false, Login.NONE, "", "ab".repeat(32))),
            "fetched");

    @TempDir
    private Path folder;

    @Test
    void whatIsSavedComesBack() throws IOException {
        SettingsFile file = new SettingsFile(folder.resolve("new").resolve("settings.json"));
        file.save(CHOSEN);
        assertEquals(new SettingsFile.Loaded(CHOSEN, true), file.load());
        file.save(Settings.DEFAULT);
        assertEquals(Settings.DEFAULT, file.load().settings());
        try (Stream<Path> left = Files.list(folder.resolve("new"))) {
            assertEquals(1, left.count(), "nothing half-written is left");
        }
    }

    @Test
    void withoutAFileEverythingIsAsByDefault() {
        assertEquals(
                new SettingsFile.Loaded(Settings.DEFAULT, true),
                new SettingsFile(folder.resolve("settings.json")).load());
    }

    @Test
    void whatAFileDoesNotNameIsAsByDefaultAndWhatNobodyKnowsIsPassedOver() throws IOException {
        Path path = Files.writeString(
                folder.resolve("settings.json"), "{\"theme\": \"LIGHT\", \"smell\": 3, \"look\": {\"smooth\": false}}");
        SettingsFile.Loaded loaded = new SettingsFile(path).load();
        assertTrue(loaded.readable());
        assertEquals(Theme.LIGHT, loaded.settings().theme());
        assertEquals(
                new Look(false, true, LabelStyle.BOTH, 0.35), loaded.settings().look());
    }

    @Test
    void anUnreadableFileGivesTheDefaultsAndIsPutAside() throws IOException {
        for (String content : List.of(
                "",
                "{\"theme\": \"LIGHT\"",
                "{\"theme\": \"GREEN\"}",
                "[]",
                "{\"keys\": null}",
                "{\"frame\": {\"width\": -1, \"height\": 1, \"maximized\": false}}",
                "\u0000\u0000\u0000")) {
            SettingsFile file = new SettingsFile(Files.writeString(folder.resolve("settings.json"), content));
            assertEquals(new SettingsFile.Loaded(Settings.DEFAULT, false), file.load(), content);
            assertEquals(content, Files.readString(file.aside()));
            assertFalse(Files.exists(file.path()));
        }
    }

    @Test
    void aPlaceThatTakesNothingIsNamed() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "");
        SettingsFile file = new SettingsFile(blocked.resolve("settings.json"));
        assertThrows(IOException.class, () -> file.save(CHOSEN));
    }

    @Test
    void eachSystemHasItsPlace() {
        Path home = Path.of("home");
        assertEquals(Path.of("home/.config/diffusam"), SettingsFile.folder("Linux", home, Map.of()));
        assertEquals(
                Path.of("config/diffusam"), SettingsFile.folder("Linux", home, Map.of("XDG_CONFIG_HOME", "config")));
        assertEquals(
                Path.of("home/Library/Application Support/diffusam"), SettingsFile.folder("Mac OS X", home, Map.of()));
        assertEquals(
                Path.of("roaming/diffusam"), SettingsFile.folder("Windows 11", home, Map.of("APPDATA", "roaming")));
    }
}
