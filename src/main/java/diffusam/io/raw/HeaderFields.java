package diffusam.io.raw;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The named values of a text header. Every fault is a sentence that names the file and the field. */
public final class HeaderFields {
    private static final int LONGEST_NAME = 1000;

    private final Path file;
    private final Map<String, String> values;

    public HeaderFields(Path file, Map<String, String> values) {
        this.file = file;
        this.values = Map.copyOf(values);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws ImageFileException if there is no such field */
    public String text(String name) throws ImageFileException {
        return find(name).orElseThrow(() -> fault("has no field \"" + name + "\""));
    }

    /** @throws ImageFileException if there is no such field, or it is not one whole number */
    public long whole(String name) throws ImageFileException {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw fault("says " + quoted(text(name)) + " where the field \"" + name + "\" is a whole number");
        }
    }

    /** @throws ImageFileException if there is no such field, or it is anything but {@code count} numbers */
    public List<Double> numbers(String name, int count) throws ImageFileException {
        return numbers(name, text(name), count);
    }

    /** Reads {@code text}, a part of the field {@code name}, as {@code count} numbers between blanks or commas. */
    public List<Double> numbers(String name, String text, int count) throws ImageFileException {
        try {
            List<Double> numbers = Arrays.stream(text.strip().split("[\\s,]+"))
                    .map(Double::valueOf)
                    .toList();
            if (numbers.size() == count) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            // said below, as a wrong count is
        }
        throw fault("says " + quoted(text) + " where the field \"" + name + "\" has " + count
                + (count == 1 ? " number" : " numbers"));
    }

    /** @throws ImageFileException if there is no such field, or it is anything but {@code count} lengths of axes */
    public List<Integer> lengths(String name, int count) throws ImageFileException {
        List<Double> numbers = numbers(name, count);
        for (double n : numbers) {
            if (n < 1 || n > Integer.MAX_VALUE || n != Math.rint(n)) {
                throw fault("counts " + n + " voxels along an axis");
            }
        }
        return numbers.stream().map(Double::intValue).toList();
    }

    /** What is wrong with the header, in words that follow "its header". */
    public ImageFileException fault(String text) {
        return new ImageFileException(file, "is damaged: its header " + text);
    }

    /** What a header says, in quotation marks and cut to a length that a sentence can bear. */
    public static String quoted(String text) {
        return "\"" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "\"";
    }

    /**
     * The file beside the header that a field names.
     *
     * @throws ImageFileException if that is no name, or stands for several files
     */
    public Path fileBeside(String name) throws ImageFileException {
        String other = text(name);
        if (other.startsWith("LIST") || other.contains("%")) {
            throw new ImageFileException(file, "spreads its voxels over several files; only one can be opened");
        }
        try {
            if (other.length() <= LONGEST_NAME) {
                return file.resolveSibling(other);
            }
        } catch (InvalidPathException e) {
            // said below, as too long a name is
        }
        throw fault("names a data file that cannot be");
    }
}
