package diffusam.benchmark;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs that are finished, a line each in the order they ended, after a first line that says what was asked for. A run is
 * written as soon as it is done, so a benchmark that was stopped goes on where it was.
 */
final class Ledger {
    private static final String FILE = "runs.jsonl";
    private final Path file;
    private final Map<RunKey, RunResult> results = new LinkedHashMap<>();

    private Ledger(Path file) {
        this.file = file;
    }

    /**
     * Opens the ledger of a report folder, or begins one.
     *
     * @param question what every run depends on, in one line
     * @throws IOException if the folder holds the answers to another question
     */
    static Ledger open(Path folder, String question) throws IOException {
        Ledger ledger = new Ledger(Files.createDirectories(folder).resolve(FILE));
        if (Files.notExists(ledger.file)) {
            Files.writeString(ledger.file, question + "\n");
            return ledger;
        }
        List<String> lines = Files.readAllLines(ledger.file);
        if (lines.isEmpty() || !lines.get(0).equals(question)) {
            throw new IOException(folder + " holds the results of other data or options; name another folder");
        }
        ledger.read(lines.subList(1, lines.size()));
        return ledger;
    }

    /** The last line may be cut off where a run was stopped while it was written; it is done again. */
    private void read(List<String> lines) throws IOException {
        StringBuilder whole = new StringBuilder();
        for (String line : lines) {
            try {
                JsonNode node = new ObjectMapper().readTree(line);
                add(RunResult.of(node));
                whole.append(line).append('\n');
            } catch (JacksonException e) {
                break;
            }
        }
        if (results.size() < lines.size()) {
            String question = Files.readAllLines(file).get(0);
            Files.writeString(file, question + "\n" + whole);
        }
    }

    private void add(RunResult result) {
        results.put(result.key(), result);
    }

    boolean has(RunKey key) {
        return results.containsKey(key);
    }

    Optional<RunResult> get(RunKey key) {
        return Optional.ofNullable(results.get(key));
    }

    void append(RunResult result) throws IOException {
        Files.writeString(file, result.toLine() + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        add(result);
    }

    Collection<RunResult> all() {
        return results.values();
    }
}
