package diffusam.io.dicomweb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first part of a body of several (RFC 2046). */
final class Multipart {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)^multipart/related\\b.*;\\s*boundary=(?:\"([^\"]+)\"|([^\\s;]+)).*");
    private static final int LONGEST_HEADER = 1 << 14;

    private final InputStream in;
    private final byte[] delimiter;

    /** @param in buffered; what the boundary is told of comes first */
    Multipart(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The boundary that a content type names, none if it is not of this kind. */
    static Optional<String> boundary(String contentType) {
        Matcher match = BOUNDARY.matcher(contentType);
        return match.matches()
                ? Optional.of(match.group(1) != null ? match.group(1) : match.group(2))
                : Optional.empty();
    }

    /**
     * Copies the content of the first part.
     *
     * @throws EOFException if the body ends before the part does
     */
    void copyFirst(OutputStream out) throws IOException {
        // the first delimiter has no line break before it when there is no preamble
        copyUntil(delimiter, 2, OutputStream.nullOutputStream(), Long.MAX_VALUE);
        byte[] blank = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        copyUntil(blank, 0, OutputStream.nullOutputStream(), LONGEST_HEADER);
        copyUntil(delimiter, 0, out, Long.MAX_VALUE);
    }

    /**
     * Copies what comes before {@code mark} and takes the mark away. After a mismatch at most the byte just read can begin the
     * mark anew, for marks begin with a line break and go on with what holds none, or with a second.
     *
     * @param matched bytes of the mark that count as read already
     */
    private void copyUntil(byte[] mark, int matched, OutputStream out, long most) throws IOException {
        int at = matched;
        for (long n = 0; at < mark.length; n++) {
            int next = in.read();
            if (next < 0 || n > most) {
                throw new EOFException("the part has no end");
            }
            if (next == mark[at]) {
                at++;
            } else {
                out.write(mark, 0, at);
                at = next == mark[0] ? 1 : 0;
                if (at == 0) {
                    out.write(next);
                }
            }
        }
    }
}
