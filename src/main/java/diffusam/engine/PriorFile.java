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
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
        return read(name, Files.readAllBytes(path));
    }

    /**
     * Reads the bytes of a prior.
     *
     * @param name of where they come from, for messages
     * @throws WeightFileException if they are damaged, are something else, or are of a later version
     */
    public static TrainedPrior read(String name, byte[] bytes) throws WeightFileException {
        WeightFile file = Safetensors.read(name, ByteBuffer.wrap(bytes));
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
        node.put("kind", card.kind().name()).put("model", card.model()).put("checksum", card.checksum());
        ObjectNode labels = node.putObject("labels");
        card.labels().forEach((id, label) -> labels.put(id.toString(), label));
        ObjectNode choices = node.putObject("choices");
        card.choices().forEach((id, choice) -> put(choice, choices.putObject(id.toString())));
        return node.put("training_steps", card.trainingSteps())
                .put("scans", card.scans())
                .put("adapted", card.adapted());
    }

    private static void put(Choice choice, ObjectNode node) {
        node.put("source", choice.source().name());
        ObjectNode estimates = node.putObject("estimates");
        choice.estimates().forEach((source, overlap) -> estimates.put(source.name(), overlap));
        choice.heldOut().forEach(node.putArray("held_out")::add);
    }

    private static SortedMap<Integer, Choice> choices(JsonNode node) {
        SortedMap<Integer, Choice> choices = new TreeMap<>();
        node.properties().forEach(entry -> {
            Map<Source, Double> estimates = new TreeMap<>();
            JsonNode choice = entry.getValue();
            choice.path("estimates")
                    .properties()
                    .forEach(e -> estimates.put(
                            Source.valueOf(e.getKey()), e.getValue().asDouble()));
            SortedSet<Integer> heldOut = new TreeSet<>();
            choice.path("held_out").forEach(slice -> heldOut.add(slice.asInt()));
            Source source = Source.valueOf(choice.path("source").asText());
            choices.put(Integer.valueOf(entry.getKey()), new Choice(source, estimates, heldOut));
        });
        return choices;
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
                            PriorCard.Kind.valueOf(node.path("kind").asText(PriorCard.Kind.ALONE.name())),
                            node.path("model").asText(),
                            node.path("checksum").asText(),
                            labels,
                            node.path("training_steps").asInt(-1),
                            node.path("scans").asInt(-1),
                            node.path("adapted").asBoolean())
                    .choosing(choices(node.path("choices")));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new WeightFileException(file, "has a damaged card and cannot be used; train it again");
        }
    }
}
