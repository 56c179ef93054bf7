package diffusam.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import diffusam.files.SafeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;

/**
 * Settings as a JSON file. What a file does not name is as by default, so files of earlier programs stay readable.
 *
 * @param path of the file, which need not exist
 */
public record SettingsFile(Path path) {
    private static final String PROPERTY = "diffusam.settings";
    private static final String FOLDER = "diffusam";
    private static final String NAME = "settings.json";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /**
     * What a file gave.
     *
     * @param readable false if there is a file that could not be read, so that the settings are the default ones
     */
    public record Loaded(Settings settings, boolean readable) {}

    /** The user's, in the place where the system keeps such files, or where the system property says. */
    public static SettingsFile ofUser() {
        String named = System.getProperty(PROPERTY);
        return new SettingsFile(
                named != null
                        ? Path.of(named)
                        : folder(
                                        System.getProperty("os.name"),
                                        Path.of(System.getProperty("user.home")),
                                        System.getenv())
                                .resolve(NAME));
    }

    /** Reads the file. A file that cannot be read is put aside, so that the next save does not take it away. */
    public Loaded load() {
        try {
            JsonNode read = MAPPER.readTree(Files.readAllBytes(path));
            ObjectNode all = MAPPER.valueToTree(Settings.DEFAULT);
            if (!(read instanceof ObjectNode chosen)) {
                throw new IOException("no object");
            }
            MAPPER.readerForUpdating(all).readValue(chosen);
            return new Loaded(MAPPER.treeToValue(all, Settings.class), true);
        } catch (NoSuchFileException e) {
            return new Loaded(Settings.DEFAULT, true);
        } catch (IOException e) {
            putAside();
            return new Loaded(Settings.DEFAULT, false);
        }
    }

    /**
     * Writes all of the file or nothing.
     *
     * @throws IOException if the disk does not take it; the message says why
     */
    public void save(Settings settings) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        SafeFile.write(path, out -> out.write(bytes(settings)));
    }

    /** Where a file that could not be read is kept. */
    public Path aside() {
        return path.resolveSibling(path.getFileName() + ".unreadable");
    }

    private void putAside() {
        try {
            Files.move(path, aside(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // it stays where it is, and what is wrong with the place will be said when it is written to
            return;
        }
    }

    private static byte[] bytes(Settings settings) {
        try {
            return MAPPER.writeValueAsBytes(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + settings, e);
        }
    }

    static Path folder(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            String roaming = environment.get("APPDATA");
            return (roaming == null ? home.resolve("AppData").resolve("Roaming") : Path.of(roaming)).resolve(FOLDER);
        }
        if (name.contains("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve(FOLDER);
        }
        String config = environment.get("XDG_CONFIG_HOME");
        return (config == null || config.isEmpty() ? home.resolve(".config") : Path.of(config)).resolve(FOLDER);
    }
}
