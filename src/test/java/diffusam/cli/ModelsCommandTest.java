package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import diffusam.engine.DeviceChoice;
import diffusam.engine.FewShotOptions;
import diffusam.foundation.FakeCheckpoints;
import diffusam.foundation.ModelCatalog;
import diffusam.foundation.ModelStore;
import diffusam.nano.NanoProvider;
import diffusam.nn.Dimensions;
import diffusam.nn.Numpy;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
    private static final int SIDE = 64;

    @TempDir
    private Path folder;

    private final byte[] served = FakeCheckpoints.bytes("fake", "note");
    private HttpServer server;
    private ModelCatalog models;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fake.safetensors", exchange -> {
            exchange.sendResponseHeaders(200, served.length);
            exchange.getResponseBody().write(served);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/fake.safetensors");
        models = new ModelCatalog(
                List.of(new NanoProvider()),
                new ModelStore(folder.resolve("models"), List.of(new FakeCheckpoints(address))));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theListTellsWhatIsThereAndWhatCanBeHad() throws IOException {
        String before = done("models", "list").out();
        assertTrue(before.matches("(?s)nano +built in .*\\Rfake +to download +a fake; free\\R.*"), before);
        done("models", "import", file("mine.safetensors", FakeCheckpoints.bytes("fake", "note")));
        Files.write(models.store().folder().resolve("broken.pt"), new byte[] {'P', 'K', 3, 4});
        String after = done("models", "list").out();
        assertTrue(after.matches("(?s).*\\Rmine +installed +0 MB +a fake network; free\\R.*"), after);
        assertTrue(after.matches("(?s).*\\Rbroken +unusable +0 MB +broken.pt: is truncated.*"), after);
        assertTrue(after.contains("models folder: " + models.store().folder()), after);
    }

    @Test
    void aDownloadShowsLicenceAndChecksumAndCanBeChecked() {
        Ran ran = done("models", "download", "fake");
        assertTrue(ran.err().contains("a fake, licence free, from http://localhost:"), ran.err());
        assertTrue(ran.err().contains("Downloading " + served.length + "/" + served.length), ran.err());
        assertTrue(ran.out().matches("(?s)fake: a fake network\\R.*SHA-256: [0-9a-f]{64}\\R.*"), ran.out());
        assertEquals(ran.out(), done("models", "check", "fake").out());
    }

    @Test
    void aDownloadIsHeldToWhatTheUserKnows() {
        Ran ran = Ran.of(new NearestSeedEngine(), models, "models", "download", "fake", "--sha256", "0".repeat(64));
        assertEquals(1, ran.exitCode());
        assertTrue(ran.errLines().getLast().contains("instead of " + "0".repeat(64) + "; it was not installed"));
        assertFalse(Files.exists(models.store().folder().resolve("fake.safetensors")));
    }

    @Test
    void aDeletedFileIsHeldToWhatItHadBefore() throws IOException {
        done("models", "download", "fake");
        Files.delete(models.store().folder().resolve("fake.safetensors"));
        served[served.length - 1] = 1;
        Ran ran = Ran.of(new NearestSeedEngine(), models, "models", "download", "fake");
        assertEquals(1, ran.exitCode());
        assertTrue(ran.errLines().getLast().contains("it was not installed"), ran.err());
    }

    @Test
    void segmentTakesAWeightFileThatIsNotInstalled() throws Exception {
        InstalledEngines engines = new InstalledEngines(models);
        engines.check(run(file("mine.safetensors", FakeCheckpoints.bytes("fake", "note"))));
        String damaged = file("damaged.pt", new byte[] {'P', 'K', 3, 4});
        assertEquals(
                "damaged.pt: is truncated or damaged; download it again",
                assertThrows(IOException.class, () -> engines.check(run(damaged)))
                        .getMessage());
        assertTrue(assertThrows(UserError.class, () -> engines.check(run("gone.pt")))
                .getMessage()
                .startsWith("there is no model named gone.pt"));
    }

    private static EngineRun run(String model) {
        return new EngineRun(FewShotOptions.DEFAULT, model, DeviceChoice.CPU);
    }

    @Test
    void misuseIsOneSentence() {
        refused("error: there is no model named other, and no file; 'models list' shows", "models", "check", "other");
        refused("error: fake is not installed; fetch it with 'models download fake'", "models", "check", "fake");
        refused("error: no model named other is published; there are fake", "models", "download", "other");
        refused("error: gone.pt is no file", "models", "import", "gone.pt");
        Ran ran = Ran.of(new NearestSeedEngine(), models, "models", "download", "fake", "--sha256", "abc");
        assertEquals(2, ran.exitCode());
        assertTrue(ran.err().startsWith("error: --sha256 is not a SHA-256"), ran.err());
    }

    @Test
    void aProbeOfAPictureHoldsEveryPart() throws IOException {
        String png = folder.resolve("slice.png").toString();
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int n = 0; n < SIDE * SIDE; n++) {
            picture.getRaster().setSample(n % SIDE, n / SIDE, 0, (7 * n) % 256);
        }
        ImageIO.write(picture, "png", Path.of(png).toFile());
        String first = folder.resolve("first.npz").toString();
        done("models", "probe", "--image", png, "--mask", png, "--out", first);
        Map<String, Numpy.Array> arrays = Numpy.readArchive(Path.of(first));
        assertEquals(
                Set.of("embedding", "skip0", "skip1", "memory", "attended", "logits", "quality", "presence"),
                arrays.keySet());
        assertEquals(Dimensions.of(1, 32, 32), arrays.get("logits").shape());
        String second = folder.resolve("second.npz").toString();
        done("models", "probe", "--image", png, "--memories", first, "--out", second);
        assertFalse(Numpy.readArchive(Path.of(second)).containsKey("memory"));
        refused(
                "error: " + png + " does not suit nano: the picture's side must be a multiple of",
                "models",
                "probe",
                "--image",
                odd(),
                "--out",
                second);
    }

    private String odd() throws IOException {
        String png = folder.resolve("slice.png").toString();
        ImageIO.write(
                new BufferedImage(SIDE + 1, SIDE + 1, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                Path.of(png).toFile());
        return png;
    }

    private Ran done(String... args) {
        Ran ran = Ran.of(new NearestSeedEngine(), models, args);
        assertEquals(0, ran.exitCode(), ran::err);
        return ran;
    }

    private void refused(String sentence, String... args) {
        Ran ran = Ran.of(new NearestSeedEngine(), models, args);
        assertEquals(1, ran.exitCode(), ran::err);
        assertTrue(ran.errLines().getLast().startsWith(sentence), ran::err);
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }
}
