package diffusam.foundation;

import diffusam.nn.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A file's SHA-256, and the note beside the file that says which it had when it was installed. */
public record Checksum(String sha256) {
    private static final String ENDING = ".sha256";
    private static final int CHUNK = 1 << 20;

    /** @throws IllegalArgumentException if it is none */
    public Checksum {
        if (!isWritten(sha256)) {
            throw new IllegalArgumentException("not a SHA-256, which has 64 hexadecimal digits: " + sha256);
        }
        sha256 = sha256.toLowerCase(Locale.ROOT);
    }

    /** True if a text is a SHA-256 in hexadecimal digits of either case. */
    public static boolean isWritten(String text) {
        return text.matches("[0-9a-fA-F]{64}");
    }

    static Checksum of(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
        }
        return new Checksum(HexFormat.of().formatHex(digest.digest()));
    }

    /** What was noted for a file; empty if nothing readable was. */
    static Optional<Checksum> pinned(Path file) throws IOException {
        Path note = noteOf(file);
        if (Files.notExists(note)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Checksum(Files.readString(note).strip().split("\\s")[0]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Writes the note, in the form that {@code sha256sum -c} reads. */
    void pin(Path file) throws IOException {
        Files.writeString(noteOf(file), sha256 + "  " + file.getFileName() + "\n");
    }

    private static Path noteOf(Path file) {
        return file.resolveSibling(file.getFileName() + ENDING);
    }
}
