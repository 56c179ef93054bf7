package diffusam.io.label;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values as in RFC 4180. */
public final class Csv {
    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /** The rows that are not empty. */
    static List<List<String>> read(String text) {
        Csv csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<List<String>> rows = new ArrayList<>();
        while (csv.at < csv.text.length()) {
            List<String> row = csv.row();
            if (row.stream().anyMatch(value -> !value.isBlank())) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** One line, with its end. */
    public static String row(List<String> values) {
        return String.join(",", values.stream().map(Csv::quoted).toList()) + "\n";
    }

    private static String quoted(String value) {
        return value.matches("(?s).*[\",\r\n].*") ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
    }

    private List<String> row() {
        List<String> row = new ArrayList<>();
        do {
            row.add(text.startsWith("\"", at) ? quotedValue() : plainValue());
        } while (at < text.length() && text.charAt(at++) == ',');
        if (at < text.length() && text.charAt(at - 1) == '\r' && text.charAt(at) == '\n') {
            at++;
        }
        return row;
    }

    private String plainValue() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    /** Leaves {@link #at} behind the closing quote and whatever wrongly follows it. */
    private String quotedValue() {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                value.append(text.charAt(at++));
            } else {
                break;
            }
        }
        return value + plainValue();
    }
}
