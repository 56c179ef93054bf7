package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.engine.DeviceChoice;
import diffusam.foundation.CudaLibrary;
import diffusam.foundation.FileServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Against a server on this machine's loopback. */
class ComputeCommandTest {
    @TempDir
    Path folder;

    private FileServer server;
    private CudaLibrary library;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void serve() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("libtorch/lib/libtorch_cuda.so"));
            zip.write(1);
        }
        server = new FileServer("libtorch.zip", bytes.toByteArray());
        library = new CudaLibrary(folder, "2.7.1", server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nothingIsFetchedUnasked() {
        assertEquals(0, run("--device", "cpu"));
        assertTrue(out.toString().startsWith("device:  CPU, "), out::toString);
        assertTrue(library.libraries().isEmpty());
        assertFalse(run("--download", "--device", "cpu") == 0);
        assertTrue(err.toString().contains("say --yes"), err::toString);
        assertTrue(library.libraries().isEmpty());
    }

    @Test
    void theLibraryIsFetchedOnRequestOnceSizeAndLicenceAreShown() {
        assertEquals(0, run("--download", "--yes", "--device", "cpu"));
        assertTrue(err.toString().startsWith("PyTorch 2.7.1 for CUDA 12.8: 0.00 GB from http://localhost:"));
        assertTrue(err.toString().contains("licence BSD-3-Clause, with CUDA and cuDNN under NVIDIA's licences"));
        assertTrue(err.toString().contains("Downloading " + server.content().length), err::toString);
        assertTrue(out.toString().startsWith("library: " + library.libraries().orElseThrow()), out::toString);
        assertFalse(run("--download", "--yes") == 0);
        assertTrue(err.toString().contains("is there already"), err::toString);
    }

    @Test
    void aChecksumIsReadBeforeAnythingIsAsked() {
        assertEquals(2, run("--download", "--yes", "--sha256", "abc"));
        assertEquals("--sha256 is not a SHA-256, which has 64 hexadecimal digits: abc", firstLine());
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false);
        return new CommandLine(new ComputeCommand(terminal, library))
                .registerConverter(DeviceChoice.class, new Words<>(DeviceChoice.class))
                .setErr(terminal.err())
                .execute(arguments);
    }

    private String firstLine() {
        return err.toString().lines().findFirst().orElseThrow();
    }
}
