package diffusam.foundation;

import ai.djl.Device;
import diffusam.files.SafeFile;
import diffusam.nn.WeightFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The user's models folder: weight files, each with a note of its SHA-256. Files in it are used as they are, so that copying
 * one there by hand installs it.
 */
public final class ModelStore {
    private static final String FOLDER_PROPERTY = "diffusam.models";
    private static final List<String> ENDINGS = List.of(".pt", ".pth", ".safetensors");

    private final Path folder;
    private final List<CheckpointKind> kinds;

    public ModelStore(Path folder, List<CheckpointKind> kinds) {
        this.folder = folder;
        this.kinds = List.copyOf(kinds);
    }

    /** The folder that the system property {@code diffusam.models} names, else {@code .diffusam/models} in the user's home. */
    public static ModelStore ofUser() {
        String named = System.getProperty(FOLDER_PROPERTY);
        Path folder = named == null ? Path.of(System.getProperty("user.home"), ".diffusam", "models") : Path.of(named);
        List<CheckpointKind> kinds = ServiceLoader.load(CheckpointKind.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return new ModelStore(folder, kinds);
    }

    public Path folder() {
        return folder;
    }

    /** All weight files of the folder by name, also those that cannot be used. */
    public List<InstalledModel> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<InstalledModel> models = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(ModelStore::isWeightFile).sorted().toList()) {
                models.add(describe(file));
            }
        }
        return models;
    }

    private static boolean isWeightFile(Path file) {
        return ENDINGS.stream().anyMatch(file.toString()::endsWith) && Files.isRegularFile(file);
    }

    private InstalledModel describe(Path file) throws IOException {
        long bytes = Files.size(file);
        try {
            FoundationProvider model = recognise(file);
            return new InstalledModel(file, bytes, Optional.of(model), model.description());
        } catch (WeightFileException e) {
            return new InstalledModel(file, bytes, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * The model of any weight file, wherever it lies.
     *
     * @throws WeightFileException if the file is damaged or holds a network this program does not have
     */
    public FoundationProvider recognise(Path file) throws IOException {
        for (CheckpointKind kind : kinds) {
            Optional<FoundationProvider> model = kind.recognise(file);
            if (model.isPresent()) {
                return model.get();
            }
        }
        throw new WeightFileException(file.getFileName().toString(), "holds no network that this program knows");
    }

    /** The SHA-256 that an installed file is held to; empty if none has been noted. */
    public Optional<String> pinnedSha256(InstalledModel installed) throws IOException {
        return Checksum.pinned(installed.file()).map(Checksum::sha256);
    }

    /** The checkpoints that can be downloaded. */
    public List<PublishedModel> published() {
        return kinds.stream().flatMap(kind -> kind.published().stream()).toList();
    }

    /**
     * Copies a weight file into the folder once its network has been built from it. For the model thread.
     *
     * @param sha256 what the file must have, if the user knows
     * @throws IOException if the file cannot be used, is not what it should be, or another one of this name is installed
     * @throws IllegalArgumentException if {@code sha256} is not 64 hexadecimal digits
     */
    public InstalledModel importFile(Path source, Optional<String> sha256) throws IOException {
        Optional<Checksum> expected = sha256.map(Checksum::new);
        Checksum checksum = Checksum.of(source);
        if (expected.isPresent() && !expected.get().equals(checksum)) {
            throw new WeightFileException(
                    source.getFileName().toString(),
                    "has the SHA-256 " + checksum.sha256() + " instead of "
                            + expected.get().sha256() + "; it was not installed");
        }
        recognise(source).load(Device.cpu()).close();
        Files.createDirectories(folder);
        Path target = folder.resolve(source.getFileName());
        if (Files.exists(target)) {
            if (!Checksum.of(target).equals(checksum)) {
                throw new WeightFileException(
                        source.getFileName().toString(),
                        "differs from the installed file of this name; rename one, or delete " + target);
            }
        } else {
            SafeFile.write(target, out -> Files.copy(source, out));
        }
        checksum.pin(target);
        return describe(target);
    }

    /**
     * Reads an installed file in full: its SHA-256 must be the noted one, and its network must build. A file without a note
     * gets one. For the model thread.
     *
     * @throws IOException if the file has changed, is damaged or does not fit
     */
    public InstalledModel check(InstalledModel installed) throws IOException {
        Path file = installed.file();
        Checksum now = Checksum.of(file);
        Optional<Checksum> noted = Checksum.pinned(file);
        if (noted.isPresent() && !noted.get().equals(now)) {
            throw new WeightFileException(
                    file.getFileName().toString(),
                    "has changed since it was installed (its SHA-256 is " + now.sha256() + ", noted was "
                            + noted.get().sha256() + "); install it again");
        }
        recognise(file).load(Device.cpu()).close();
        now.pin(file);
        return describe(file);
    }
}
