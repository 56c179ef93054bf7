package diffusam.dataset;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Data sets that describe themselves: {@code dataset.json} of the Medical Segmentation Decathlon, AMOS and nnU-Net. A scan may
 * further have a {@code name}, a {@code modality}, and {@code ids}: the data set's number for each number in its label file.
 */
final class DescribedLayout {
    static final String FILE = "dataset.json";
    private static final String NII = "\\.nii(\\.gz)?$";
    /** AMOS stores its MR scans under the numbers above. */
    private static final int LAST_CT_OF_AMOS = 500;

    private final Path file;
    private final JsonNode json;
    private final SortedMap<Integer, String> labels;

    private DescribedLayout(Path file, JsonNode json) throws IOException {
        this.file = file;
        this.json = json;
        this.labels = labels(json.path("labels"));
    }

    static DataSet read(Path file) throws IOException {
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
            if (!json.isObject() || !json.path("labels").isObject()) {
                throw new IOException(file + " does not describe a data set: it names no \"labels\"");
            }
            DescribedLayout layout = new DescribedLayout(file, json);
            return new DataSet(
                    json.path("name").asText(String.valueOf(layout.folder().getFileName())),
                    layout.labels,
                    layout.cases());
        } catch (JacksonException e) {
            throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Path folder() {
        return Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElseThrow();
    }

    /** Either {@code {"1": "liver"}} or {@code {"liver": 1}}; number 0 is background. */
    private SortedMap<Integer, String> labels(JsonNode node) throws IOException {
        SortedMap<Integer, String> found = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            boolean numberFirst = entry.getKey().matches("\\d+");
            if (!numberFirst && !entry.getValue().isInt()) {
                throw new IOException(file + ": the label " + entry.getKey() + " has no single number");
            }
            int id = numberFirst
                    ? Integer.parseInt(entry.getKey())
                    : entry.getValue().asInt();
            if (id > 0) {
                found.put(id, numberFirst ? entry.getValue().asText() : entry.getKey());
            }
        }
        return found;
    }

    private List<DataCase> cases() throws IOException {
        List<DataCase> cases = new ArrayList<>();
        for (String part : List.of("training", "validation")) {
            for (JsonNode item : json.path(part)) {
                if (item.path("image").isTextual() && item.path("label").isTextual()) {
                    cases.add(described(item));
                }
            }
        }
        return cases.isEmpty() ? listed() : cases;
    }

    private DataCase described(JsonNode item) throws IOException {
        Path image = folder().resolve(item.path("image").asText()).normalize();
        Path label = folder().resolve(item.path("label").asText()).normalize();
        for (Path needed : List.of(image, label)) {
            if (!Files.exists(needed)) {
                throw new IOException(needed + ", which " + file + " names, does not exist");
            }
        }
        String name = item.path("name").asText(nameOf(image));
        return new DataCase(
                name, item.path("modality").asText(modality(name)), image, new LabelFile(label, ids(item.path("ids"))));
    }

    private static String nameOf(Path image) {
        return image.getFileName().toString().replaceFirst(NII, "");
    }

    private Map<Integer, Integer> ids(JsonNode node) {
        Map<Integer, Integer> ids = new HashMap<>();
        if (node.isObject()) {
            node.properties()
                    .forEach(e ->
                            ids.put(Integer.valueOf(e.getKey()), e.getValue().asInt()));
        } else {
            labels.keySet().forEach(id -> ids.put(id, id));
        }
        return ids;
    }

    private String modality(String name) {
        if (name.matches("amos_\\d+")) {
            return Integer.parseInt(name.substring(5)) > LAST_CT_OF_AMOS ? "MR" : "CT";
        }
        JsonNode channels = json.has("modality") ? json.path("modality") : json.path("channel_names");
        String first =
                channels.isTextual() ? channels.asText() : channels.path("0").asText("");
        return first.startsWith("MR") ? "MR" : first;
    }

    /** nnU-Net names no scans: every file in {@code labelsTr} is one. */
    private List<DataCase> listed() throws IOException {
        Path labelFolder = folder().resolve("labelsTr");
        List<DataCase> cases = new ArrayList<>();
        if (!Files.isDirectory(labelFolder)) {
            return cases;
        }
        try (Stream<Path> files = Files.list(labelFolder)) {
            for (Path label : files.filter(f -> !f.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList()) {
                Optional<Path> image = imageOf(label);
                if (image.isPresent()) {
                    String name = nameOf(label);
                    cases.add(new DataCase(
                            name, modality(name), image.get(), new LabelFile(label, ids(json.path("ids")))));
                }
            }
        }
        return cases;
    }

    private Optional<Path> imageOf(Path label) {
        Path images = folder().resolve("imagesTr");
        String file = label.getFileName().toString();
        int dot = file.indexOf('.');
        String channel = dot < 0 ? file : file.substring(0, dot) + "_0000" + file.substring(dot);
        return Stream.of(images.resolve(file), images.resolve(channel))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
