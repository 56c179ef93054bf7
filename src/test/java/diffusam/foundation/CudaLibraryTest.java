package diffusam.foundation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on this machine's loopback. */
class CudaLibraryTest {
    private static final DownloadWatcher NOBODY = (done, total) -> {};

    @TempDir
    Path folder;

    private FileServer server;
    private CudaLibrary library;

    @BeforeEach
    void serve() throws IOException {
        server = new FileServer("libtorch.zip", archive("libtorch/lib/", "libtorch/include/", "libtorch/lib/../../"));
        library = new CudaLibrary(folder, "2.7.1", server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theArchiveIsUnpackedToItsLibrariesAndNothingElse() throws IOException {
        assertEquals(Optional.empty(), library.libraries());
        assertEquals(OptionalLong.of(server.content().length), library.archiveBytes());
        List<Long> seen = new ArrayList<>();
        Path libraries = library.fetch(Optional.empty(), (done, total) -> {
            assertEquals(server.content().length, total);
            seen.add(done);
        });
        assertEquals(server.content().length, seen.getLast());
        assertEquals(Optional.of(libraries), library.libraries());
        assertEquals(List.of("libtorch_cuda.so"), names(libraries));
        assertEquals("2.7.1+cu128", Files.readString(libraries.resolveSibling("build-version")));
        assertEquals(List.of("libtorch-2.7.1-cu128", "libtorch-2.7.1-cu128.sha256"), names(folder));
        assertFalse(Files.exists(folder.resolveSibling("libtorch_cuda.so")));
    }

    @Test
    void aCancelledDownloadGoesOnFromWhereItWas() throws IOException {
        assertThrows(
                CancellationException.class,
                () -> library.fetch(Optional.empty(), (done, total) -> {
                    throw new CancellationException();
                }));
        assertEquals(Optional.empty(), library.libraries());
        long have = Files.size(folder.resolve("libtorch-2.7.1-cu128.zip.part"));
        assertTrue(have > 0 && have < server.content().length, "kept " + have);
        library.fetch(Optional.empty(), NOBODY);
        assertEquals(List.of("bytes=" + have + "-"), server.ranges());
        assertTrue(library.libraries().isPresent());
    }

    @Test
    void whatIsNotAsItWasOrShouldBeIsNotInstalled() throws IOException {
        refused("instead of " + "0".repeat(64), Optional.of("0".repeat(64)));
        Path first = library.fetch(Optional.empty(), NOBODY);
        Files.delete(first.resolve("libtorch_cuda.so"));
        Files.delete(first);
        server.content()[server.content().length / 2] ^= 1;
        refused("; it was not installed", Optional.empty());
        assertEquals(Optional.empty(), library.libraries());
    }

    @Test
    void whatIsNoSuchArchiveIsRemoved() throws IOException {
        for (byte[] other : List.of(archive("other/"), "<html>".getBytes(StandardCharsets.UTF_8))) {
            server.serve(other);
            refused(" is no sound archive", Optional.empty());
            assertEquals(List.of(), names(folder));
        }
    }

    @Test
    void theAddressIsThatOfTheSystem() {
        String address = "https://download.pytorch.org/libtorch/cu128/libtorch-%s-shared-with-deps-2.7.1%%2Bcu128.zip";
        assertEquals(URI.create(address.formatted("cxx11-abi")), CudaLibrary.published("Linux", "2.7.1"));
        assertEquals(URI.create(address.formatted("win")), CudaLibrary.published("Windows 11", "2.7.1"));
    }

    private void refused(String words, Optional<String> sha256) {
        String refusal = assertThrows(IOException.class, () -> library.fetch(sha256, NOBODY))
                .getMessage();
        assertTrue(refusal.contains(words), refusal);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A library of bytes that do not compress, in each of the folders. */
    private static byte[] archive(String... folders) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("libtorch/build-version"));
            zip.write("2.7.1+cu128".getBytes(StandardCharsets.UTF_8));
            byte[] noise = new byte[200_000];
            new Random(1).nextBytes(noise);
            for (String folder : folders) {
                zip.putNextEntry(new ZipEntry(folder + "libtorch_cuda.so"));
                zip.write(noise);
            }
        }
        return bytes.toByteArray();
    }
}
