package diffusam.foundation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
    @TempDir
    Path home;

    private ModelStore store;

    @BeforeEach
    void open() {
        store = new ModelStore(
                home.resolve("models"), List.of(new FakeCheckpoints(URI.create("http://localhost/fake.safetensors"))));
    }

    @Test
    void aFolderThatDoesNotExistIsEmpty() throws IOException {
        assertEquals(List.of(), store.list());
    }

    @Test
    void anImportedFileIsListedAndNotesItsChecksum() throws IOException {
        InstalledModel imported = store.importFile(file("mine.safetensors", "fake", "note"), Optional.empty());
        assertEquals("mine", imported.name());
        assertEquals("a fake network", imported.description());
        assertEquals(List.of("mine"), names());
        String note = Files.readString(store.folder().resolve("mine.safetensors.sha256"));
        assertTrue(note.matches("[0-9a-f]{64}  mine\\.safetensors\n"), note);
        assertEquals(
                imported.file(),
                store.importFile(file("mine.safetensors", "fake", "note"), Optional.empty())
                        .file());
    }

    @Test
    void anotherFileOfTheSameNameIsRefused() throws IOException {
        store.importFile(file("mine.safetensors", "fake", "note"), Optional.empty());
        Path other = file("mine.safetensors", "fake", "other note");
        String refusal = assertThrows(IOException.class, () -> store.importFile(other, Optional.empty()))
                .getMessage();
        assertTrue(refusal.startsWith("mine.safetensors: differs from the installed file of this name"), refusal);
    }

    @Test
    void aFileThatDoesNotLoadIsNotImported() throws IOException {
        Path misfit = file("misfit.safetensors", "fake", "misfit");
        String refusal = assertThrows(IOException.class, () -> store.importFile(misfit, Optional.empty()))
                .getMessage();
        assertEquals("misfit.safetensors: tensor x is missing", refusal);
        assertEquals(List.of(), store.list());
    }

    @Test
    void anUnknownNetworkIsRefused() throws IOException {
        Path other = file("other.safetensors", "weight", "note");
        String refusal = assertThrows(IOException.class, () -> store.importFile(other, Optional.empty()))
                .getMessage();
        assertEquals("other.safetensors: holds no network that this program knows", refusal);
    }

    @Test
    void aDamagedFileIsListedWithItsFault() throws IOException {
        Files.createDirectories(store.folder());
        Files.write(store.folder().resolve("broken.pt"), new byte[] {'P', 'K', 3, 4});
        InstalledModel broken = store.list().getFirst();
        assertTrue(broken.model().isEmpty());
        assertEquals("broken.pt: is truncated or damaged; download it again", broken.description());
    }

    @Test
    void aFileThatChangedSinceItWasInstalledFailsTheCheck() throws IOException {
        InstalledModel imported = store.importFile(file("mine.safetensors", "fake", "note"), Optional.empty());
        assertEquals(imported.name(), store.check(imported).name());
        Files.move(
                file("changed.safetensors", "fake", "changed"),
                imported.file(),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        String refusal =
                assertThrows(IOException.class, () -> store.check(imported)).getMessage();
        assertTrue(refusal.startsWith("mine.safetensors: has changed since it was installed"), refusal);
    }

    @Test
    void aFileCopiedInByHandGetsItsNoteAtTheFirstCheck() throws IOException {
        Files.createDirectories(store.folder());
        Files.move(file("hand.safetensors", "fake", "note"), store.folder().resolve("hand.safetensors"));
        store.check(store.list().getFirst());
        assertTrue(Files.exists(store.folder().resolve("hand.safetensors.sha256")));
    }

    private List<String> names() throws IOException {
        return store.list().stream().map(InstalledModel::name).toList();
    }

    private Path file(String name, String tensor, String note) throws IOException {
        return Files.write(home.resolve(name), FakeCheckpoints.bytes(tensor, note));
    }
}
