import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program to run, with its arguments and what is added to its environment. */
record Command(List<String> words, Map<String, String> environment) {
    Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    static Command of(Object... words) {
        return new Command(Arrays.stream(words).map(Object::toString).toList(), Map.of());
    }

    /** A tool of the Java that runs this program. */
    static Command ofJdk(String tool, Object... words) {
        return of(Path.of(System.getProperty("java.home"), "bin", tool)).with(words);
    }

    Command with(Object... more) {
        return new Command(
                Stream.concat(words.stream(), Arrays.stream(more).map(Object::toString))
                        .toList(),
                environment);
    }

    Command in(String variable, Object value) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put(variable, value.toString());
        return new Command(words, all);
    }

    Process start(Path output) throws IOException {
        Files.createDirectories(output.getParent());
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /**
     * Runs it to its end.
     *
     * @throws IOException with what it printed, if it fails
     */
    void run() throws IOException, InterruptedException {
        Path output = Files.createTempFile("installer", ".log");
        try {
            Process process = start(output);
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", words) + "\n" + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }
}
