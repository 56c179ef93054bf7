package diffusam.io.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The character set of a data set's texts (PS3.3, C.12.1.1.2), with escapes to others within a text (PS3.5, 6.1.2.5).
 *
 * @param first the set a text begins in
 */
record CharacterSet(Charset first) {
    static final CharacterSet LATIN = new CharacterSet(StandardCharsets.ISO_8859_1);
    static final CharacterSet UTF_8 = new CharacterSet(StandardCharsets.UTF_8);

    private static final int ESCAPE = 0x1B;

    private static final Map<String, String> JAVA_NAMES = Map.ofEntries(
            Map.entry("101", "ISO-8859-2"),
            Map.entry("109", "ISO-8859-3"),
            Map.entry("110", "ISO-8859-4"),
            Map.entry("144", "ISO-8859-5"),
            Map.entry("127", "ISO-8859-6"),
            Map.entry("126", "ISO-8859-7"),
            Map.entry("138", "ISO-8859-8"),
            Map.entry("148", "ISO-8859-9"),
            Map.entry("203", "ISO-8859-15"),
            Map.entry("13", "Shift_JIS"),
            Map.entry("166", "TIS-620"),
            Map.entry("192", "UTF-8"),
            Map.entry("GB18030", "GB18030"),
            Map.entry("GBK", "GBK"));

    /** What follows the escape, and the set it switches to; those of two bytes below 128 are kept in EUC-JP. */
    private static final Map<String, String> ESCAPES = Map.ofEntries(
            Map.entry("(B", "US-ASCII"),
            Map.entry("(J", "Shift_JIS"),
            Map.entry(")I", "Shift_JIS"),
            Map.entry("$B", "EUC-JP"),
            Map.entry("$@", "EUC-JP"),
            Map.entry("$(D", "EUC-JP"),
            Map.entry("$)C", "EUC-KR"),
            Map.entry("$)A", "GB2312"),
            Map.entry("-A", "ISO-8859-1"),
            Map.entry("-B", "ISO-8859-2"),
            Map.entry("-C", "ISO-8859-3"),
            Map.entry("-D", "ISO-8859-4"),
            Map.entry("-L", "ISO-8859-5"),
            Map.entry("-G", "ISO-8859-6"),
            Map.entry("-F", "ISO-8859-7"),
            Map.entry("-H", "ISO-8859-8"),
            Map.entry("-M", "ISO-8859-9"),
            Map.entry("-b", "ISO-8859-15"),
            Map.entry("-T", "TIS-620"));

    /** The set that the values of Specific Character Set name; Latin where they name none that is known. */
    static CharacterSet of(List<String> terms) {
        String term = terms.isEmpty() ? "" : terms.getFirst();
        String number = term.replace("ISO_IR ", "").replace("ISO 2022 IR ", "");
        return new CharacterSet(charset(JAVA_NAMES.getOrDefault(number, "ISO-8859-1")));
    }

    String decode(byte[] bytes) {
        int at = nextEscape(bytes, 0);
        if (at == bytes.length) {
            return new String(bytes, first);
        }
        StringBuilder text = new StringBuilder(new String(bytes, 0, at, first));
        while (at < bytes.length) {
            String escape = escape(bytes, at + 1);
            int start = Math.min(bytes.length, at + 1 + escape.length());
            int end = nextEscape(bytes, start);
            text.append(decode(bytes, start, end, escape));
            at = end;
        }
        return text.toString();
    }

    byte[] encode(String text) {
        return text.getBytes(first);
    }

    private static String decode(byte[] bytes, int start, int end, String escape) {
        Charset charset = charset(ESCAPES.getOrDefault(escape, "ISO-8859-1"));
        if (!escape.startsWith("$") || escape.startsWith("$)")) {
            return new String(bytes, start, end - start, charset);
        }
        ByteArrayOutputStream euc = new ByteArrayOutputStream();
        for (int at = start; at < end; at++) {
            if (escape.equals("$(D") && (at - start) % 2 == 0) {
                euc.write(0x8F);
            }
            euc.write(bytes[at] | 0x80);
        }
        return euc.toString(charset);
    }

    /** The two or three characters after an escape that say where it leads. */
    private static String escape(byte[] bytes, int at) {
        boolean three = at + 1 < bytes.length && bytes[at] == '$' && (bytes[at + 1] == '(' || bytes[at + 1] == ')');
        return new String(bytes, at, Math.min(three ? 3 : 2, bytes.length - at), StandardCharsets.US_ASCII);
    }

    private static int nextEscape(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != ESCAPE) {
            at++;
        }
        return at;
    }

    /** Rare sets are not in every Java runtime. */
    private static Charset charset(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
    }
}
