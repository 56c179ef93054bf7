package diffusam.engine;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import diffusam.nn.Safetensors;
import diffusam.nn.Safetensors.FloatTensor;
import diffusam.nn.WeightFile;
import diffusam.nn.WeightFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The {@code .prior} format: a safetensors file whose metadata holds a format name, a version and a card in JSON. */
public final class PriorFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORMAT = "diffusam-prior";
    private static final String VERSION = "1";
    private static final long LARGEST = 1L << 28;

    private PriorFile() {}

    /** The bytes of a file. */
    public static byte[] write(TrainedPrior prior) {
        return Safetensors.write(
                Map.of(
                        "format",
                        FORMAT,
                        "version",
                        VERSION,
                        "card",
                        json(prior.card()).toString()),
                prior.tensors());
    }

    /**
     * Reads a prior.
     *
     * @throws WeightFileException if the file is damaged, holds something else, or is of a later version
     */
    public static TrainedPrior read(Path path) throws IOException {
        String name = path.toString();
        if (Files.size(path) > LARGEST) {
            throw new WeightFileException(name, "is far too large for a prior; choose a file that 'train' wrote");
        }
        WeightFile file = Safetensors.read(name, ByteBuffer.wrap(Files.readAllBytes(path)));
        if (!FORMAT.equals(file.metadata().get("format"))) {
            throw new WeightFileException(name, "is no prior; choose a file that 'train' wrote");
        }
        if (!VERSION.equals(file.metadata().get("version"))) {
            throw new WeightFileException(
                    name,
                    "has version " + file.metadata().get("version") + " of the format, and this program reads "
                            + VERSION + "; train it again, or use a newer program");
        }
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        file.tensors().forEach((key, t) -> tensors.put(key, new FloatTensor(t.shape(), t.toFloats())));
        return new TrainedPrior(card(name, file.metadata().getOrDefault("card", "")), tensors);
    }

    private static ObjectNode json(PriorCard card) {
        ObjectNode node = JSON.createObjectNode();
        node.put("model", card.model()).put("checksum", card.checksum());
        ObjectNode labels = node.putObject("labels");
        card.labels().forEach((id, label) -> labels.put(id.toString(), label));
        return node.put("training_steps", card.trainingSteps())
                .put("scans", card.scans())
                .put("adapted", card.adapted());
    }

    private static PriorCard card(String file, String text) throws WeightFileException {
        try {
            JsonNode node = JSON.readTree(text);
            SortedMap<Integer, String> labels = new TreeMap<>();
            node.path("labels")
                    .properties()
                    .forEach(e ->
                            labels.put(Integer.valueOf(e.getKey()), e.getValue().asText()));
            return new PriorCard(
                    node.path("model").asText(),
                    node.path("checksum").asText(),
                    labels,
                    node.path("training_steps").asInt(-1),
                    node.path("scans").asInt(-1),
                    node.path("adapted").asBoolean());
        } catch (JacksonException | IllegalArgumentException e) {
            throw new WeightFileException(file, "has a damaged card and cannot be used; train it again");
        }
    }
}
