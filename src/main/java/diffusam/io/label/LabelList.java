package diffusam.io.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import diffusam.annotation.Code;
import diffusam.annotation.Label;
import diffusam.files.SafeFile;
import diffusam.io.raw.ImageFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists of labels as CSV (a header names the columns; {@code id} is needed, the others may be missing) or JSON, whichever
 * the file's name says. May be called from any thread.
 */
public final class LabelList {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final long MOST_BYTES = 16L << 20;

    private LabelList() {}

    /**
     * Reads a list, in its order.
     *
     * @throws ImageFileException if this is no list of labels
     */
    public static List<Label> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ImageFileException(file, "does not exist or is no file");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new ImageFileException(file, "is too large for a list of labels");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        try {
            return isJson(file) ? labels(List.of(JSON.readValue(text, Entry[].class))) : ofCsv(text);
        } catch (JsonProcessingException e) {
            throw new ImageFileException(file, "is no list of labels in JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ImageFileException(file, "is no list of labels: " + e.getMessage(), e);
        }
    }

    /** Writes a list; all of it or nothing. */
    public static void write(List<Label> labels, Path file) throws IOException {
        List<Entry> entries = labels.stream().map(Entry::of).toList();
        byte[] bytes =
                isJson(file) ? JSON.writeValueAsBytes(entries) : csv(entries).getBytes(StandardCharsets.UTF_8);
        SafeFile.write(file, out -> out.write(bytes));
    }

    /** @throws IllegalArgumentException if the text is no list of labels; the message says why */
    static List<Label> ofCsv(String text) {
        List<List<String>> rows = Csv.read(text);
        List<String> header = rows.isEmpty()
                ? List.of()
                : rows.getFirst().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList();
        if (!header.contains("id")) {
            throw new IllegalArgumentException("its first line names no column \"id\"");
        }
        List<Entry> entries = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            entries.add(entry(header, row));
        }
        return labels(entries);
    }

    private static String csv(List<Entry> entries) {
        StringBuilder text = new StringBuilder(Csv.row(Entry.COLUMNS));
        entries.forEach(entry -> text.append(Csv.row(entry.values())));
        return text.toString();
    }

    private static List<Label> labels(List<Entry> entries) {
        Set<Integer> seen = new HashSet<>();
        List<Label> labels = new ArrayList<>();
        for (Entry entry : entries) {
            if (!seen.add(entry.id())) {
                throw new IllegalArgumentException("id " + entry.id() + " is there twice");
            }
            labels.add(entry.label().ranked(labels.size() + 1));
        }
        return labels;
    }

    private static Entry entry(List<String> header, List<String> row) {
        String id = value(header, row, "id");
        try {
            return new Entry(
                    Integer.parseInt(id),
                    value(header, row, "name"),
                    value(header, row, "colour"),
                    code(header, row, "category"),
                    code(header, row, "type"),
                    code(header, row, "modifier"));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + id + "\" is no id", e);
        }
    }

    private static @Nullable Code code(List<String> header, List<String> row, String what) {
        String value = value(header, row, what + "_code");
        return value.isEmpty()
                ? null
                : new Code(value(header, row, what + "_scheme"), value, value(header, row, what + "_meaning"));
    }

    private static String value(List<String> header, List<String> row, String column) {
        int at = header.indexOf(column);
        return at < 0 || at >= row.size() ? "" : row.get(at);
    }

    private static boolean isJson(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    }
}
