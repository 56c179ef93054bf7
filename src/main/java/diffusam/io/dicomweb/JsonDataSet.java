package diffusam.io.dicomweb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import diffusam.io.dicom.DicomException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A data set in DICOM's JSON model (PS3.18, annex F). Tags are eight hexadecimal digits. */
record JsonDataSet(JsonNode node) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * The data sets of an answer: an array of them, or one alone; none if it is empty.
     *
     * @throws DicomException if it is neither
     */
    static List<JsonDataSet> all(byte[] json, String host) throws IOException {
        if (json.length == 0) {
            return List.of();
        }
        JsonNode root = parsed(json, host);
        List<JsonDataSet> sets = new ArrayList<>();
        for (JsonNode item : root.isArray() ? root : List.of(root)) {
            if (!item.isObject()) {
                throw new DicomException(host + " answers with JSON that is not DICOM's; check the address");
            }
            sets.add(new JsonDataSet(item));
        }
        return sets;
    }

    private static JsonNode parsed(byte[] json, String host) throws IOException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new DicomException(host + " answers with something else than JSON; check the address");
        }
    }

    /** All values as one text, a backslash between them; of a name its first form. What could steer a terminal is masked. */
    String text(String tag) {
        List<String> values = new ArrayList<>();
        for (JsonNode value : values(tag)) {
            values.add(value.isObject() ? name(value) : value.asText());
        }
        return values.stream().map(PlainText::of).collect(Collectors.joining("\\"));
    }

    /** The items of a sequence. */
    List<JsonDataSet> items(String tag) {
        List<JsonDataSet> items = new ArrayList<>();
        values(tag).forEach(item -> items.add(new JsonDataSet(item)));
        return items;
    }

    private JsonNode values(String tag) {
        return node.path(tag).path("Value");
    }

    private static String name(JsonNode value) {
        for (String form : List.of("Alphabetic", "Ideographic", "Phonetic")) {
            if (value.path(form).isTextual()) {
                return value.path(form).asText();
            }
        }
        return "";
    }
}
