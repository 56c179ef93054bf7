package diffusam.foundation;

import ai.djl.Device;
import diffusam.nn.Dimensions;
import diffusam.nn.Safetensors;
import diffusam.nn.WeightFile;
import diffusam.nn.WeightFileException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows every sound weight file with a tensor named {@code fake}; one whose text holds "misfit" does not load. */
public record FakeCheckpoints(URI address) implements CheckpointKind {
    @Override
    public Optional<FoundationProvider> recognise(Path file) throws IOException {
        WeightFile tensors = WeightFile.read(file);
        return tensors.tensors().containsKey("fake") ? Optional.of(new Fake(file)) : Optional.empty();
    }

    @Override
    public List<PublishedModel> published() {
        return List.of(new PublishedModel("fake", "a fake", "free", address));
    }

    /** A sound weight file with one tensor. */
    public static byte[] bytes(String tensor, String note) {
        return Safetensors.write(
                Map.of("note", note),
                Map.of(tensor, new Safetensors.FloatTensor(Dimensions.of(50_000), new float[50_000])));
    }

    private record Fake(Path file) implements FoundationProvider {
        @Override
        public String name() {
            return InstalledModel.nameOf(file);
        }

        @Override
        public String description() {
            return "a fake network";
        }

        @Override
        public String licence() {
            return "free";
        }

        @Override
        public Foundation load(Device device) throws IOException {
            if (new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1).contains("misfit")) {
                throw new WeightFileException(file.getFileName().toString(), "tensor x is missing");
            }
            return (Foundation) Proxy.newProxyInstance(
                    Foundation.class.getClassLoader(), new Class<?>[] {Foundation.class}, (self, method, args) -> null);
        }
    }
}
