package diffusam.io.raw;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The lines of text that some formats begin with.
 *
 * @param end position in the file of the first byte after them
 */
public record TextHeader(List<String> lines, long end) {
    private static final int LONGEST = 4 << 20;

    public TextHeader {
        lines = List.copyOf(lines);
    }

    /**
     * Reads lines up to and with the first that {@code isLast}, or to the end of the file.
     *
     * @throws ImageFileException if there are more than 4 MiB of them
     */
    public static TextHeader read(Path file, Predicate<String> isLast) throws IOException {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long position = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (++position > LONGEST) {
                    throw new ImageFileException(file, "is damaged: its header does not end");
                }
                if (b != '\n') {
                    line.write(b);
                    continue;
                }
                lines.add(line.toString(StandardCharsets.UTF_8).strip());
                line.reset();
                if (isLast.test(lines.getLast())) {
                    return new TextHeader(lines, position);
                }
            }
        }
        lines.add(line.toString(StandardCharsets.UTF_8).strip());
        return new TextHeader(lines, position);
    }
}
