package diffusam.foundation;

import diffusam.files.SafeFile;
import diffusam.nn.WeightFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Fetches a published checkpoint into the models folder. What a broken or cancelled download has is kept, and the next one
 * goes on from there. For an io thread.
 */
public final class ModelDownload {
    private final ModelStore store;
    private final PublishedModel model;
    private final Optional<Checksum> expected;

    /**
     * A download that has not begun.
     *
     * @param sha256 what the user knows the file must have; without it what was noted of an earlier one, and of the first
     *     download what it has
     * @throws IllegalArgumentException if {@code sha256} is not 64 hexadecimal digits
     */
    public ModelDownload(ModelStore store, PublishedModel model, Optional<String> sha256) {
        this.store = store;
        this.model = model;
        this.expected = sha256.map(Checksum::new);
    }

    /**
     * Downloads, verifies and installs.
     *
     * @throws IOException if there is no connection, the server refuses, or the file is not what it should be
     */
    public Path run(DownloadWatcher watcher) throws IOException {
        Path target = store.folder().resolve(model.fileName());
        if (Files.exists(target)) {
            throw new IOException(model.name() + " is installed already: " + target);
        }
        Files.createDirectories(store.folder());
        Path part = store.folder().resolve(model.fileName() + ".part");
        Download download = new Download(model.name(), model.address(), part, " and import it");
        download.run(watcher);
        Checksum got = download.verified(expected.isPresent() ? expected : Checksum.pinned(target));
        try {
            store.recognise(part);
        } catch (WeightFileException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        SafeFile.replace(target, part);
        got.pin(target);
        return target;
    }
}
