import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a package consists of, as a CycloneDX list: the libraries as Maven listed them, and the Java that comes along.
 *
 * @param text in JSON
 */
record Contents(String text) {
    /** What the program shows under About: name, groups with spaces between, licence; with tabs between these. */
    private static final Path SHOWN = Path.of("src/main/resources/diffusam/app/third-party.tsv");

    private static final Pattern LIBRARY = Pattern.compile("\"purl\" : \"pkg:maven/([^/\"]+)/");
    private static final String OWN = "diffusam";
    private static final String LIST = "\n  \"components\" : [";

    /**
     * @throws IOException if the list cannot be read, or if About shows other libraries than it holds
     */
    static Contents read(Path list) throws IOException {
        if (!Files.exists(list)) {
            throw new IOException(list + " is missing: its Maven plugin works only where Maven may use the network");
        }
        Contents contents = new Contents(Files.readString(list));
        contents.compare();
        return contents.withJava();
    }

    private void compare() throws IOException {
        TreeSet<String> held = LIBRARY.matcher(text)
                .results()
                .map(result -> result.group(1))
                .filter(group -> !group.equals(OWN))
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> shown = Files.readAllLines(SHOWN).stream()
                .flatMap(line -> Stream.of(line.split("\t")[1].split(" ")))
                .filter(group -> !group.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!held.equals(shown)) {
            throw new IOException("The packages hold libraries of " + held + ", but About shows " + shown);
        }
    }

    private Contents withJava() throws IOException {
        List<MatchResult> at = Pattern.compile(LIST, Pattern.LITERAL).matcher(text).results().toList();
        if (at.size() != 1) {
            throw new IOException("The list of libraries has another form than before: " + at.size() + " lists");
        }
        String java =
                """

                    {
                      "type" : "platform",
                      "name" : "OpenJDK",
                      "version" : "%s",
                      "supplier" : { "name" : "%s" },
                      "licenses" : [ { "expression" : "GPL-2.0-only WITH Classpath-exception-2.0" } ]
                    },"""
                        .formatted(Runtime.version(), System.getProperty("java.vendor"));
        int end = at.getFirst().end();
        return new Contents(text.substring(0, end) + java + text.substring(end));
    }

    void write(Path file) throws IOException {
        Files.writeString(file, text);
    }
}
