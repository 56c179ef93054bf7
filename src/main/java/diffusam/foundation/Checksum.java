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
record Checksum(String sha256) {
    private static final String ENDING = ".sha256";
    private static final int CHUNK = 1 << 20;

    Checksum {
        if (!sha256.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("not a SHA-256, which has 64 hexadecimal digits: " + sha256);
        }
        sha256 = sha256.toLowerCase(Locale.ROOT);
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
