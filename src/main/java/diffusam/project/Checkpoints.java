package diffusam.project;

import diffusam.files.SafeFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * A place for what long jobs need to go on after a restart: named pieces that are there whole or not at all, and that nobody
 * but their writer understands. For use by any thread, one at a time for each name.
 */
public final class Checkpoints {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final String SUFFIX = ".checkpoint";
    private static final int CHECKSUM_BYTES = 8;

    private final Place place;
    private final Path folder;

    Checkpoints(Place place) {
        this.place = place;
        this.folder = place.resolve("checkpoints");
    }

    /**
     * Writes a piece in place of the one of that name.
     *
     * @param name of lower-case letters, digits and hyphens
     * @throws ProjectException if it cannot be written; the one before it is in place then
     */
    public void put(String name, SafeFile.Content content) throws ProjectException {
        Path file = file(name);
        try {
            place.files().createFolder(folder);
            WholeFile.write(place.files(), file, out -> {
                CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
                content.writeTo(checked);
                writeChecksum(checked.getChecksum().getValue(), out);
            });
            place.files().syncFolder(folder);
        } catch (IOException e) {
            throw place.failed("cannot take a checkpoint", e);
        }
    }

    /** The piece of that name, to be closed by the caller; empty if there is none or it is damaged. */
    public Optional<InputStream> open(String name) {
        try {
            byte[] bytes = WholeFile.read(place.files(), file(name));
            int length = bytes.length - CHECKSUM_BYTES;
            CRC32C crc = new CRC32C();
            crc.update(bytes, 0, Math.max(0, length));
            return length < 0 || ByteBuffer.wrap(bytes, length, CHECKSUM_BYTES).getLong() != crc.getValue()
                    ? Optional.empty()
                    : Optional.of(new ByteArrayInputStream(bytes, 0, length));
        } catch (IOException e) {
            return Optional.empty(); // the job starts from the beginning then
        }
    }

    /** Removes a piece; it is no error if there is none. */
    public void remove(String name) throws ProjectException {
        try {
            place.files().delete(file(name));
        } catch (IOException e) {
            throw place.failed("cannot drop a checkpoint", e);
        }
    }

    /** The names of all pieces, sorted. */
    public List<String> names() {
        try {
            return place.files().list(folder).stream()
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .toList();
        } catch (IOException e) {
            return List.of(); // nothing was ever put there
        }
    }

    /** Takes the pieces of another project; without one that cannot be copied its job starts from the beginning. */
    void adopt(Checkpoints from) {
        for (String name : from.names()) {
            try (InputStream in = from.open(name).orElseThrow(() -> new IOException(name + " is damaged"))) {
                put(name, in::transferTo);
            } catch (IOException e) {
                continue; // said above
            }
        }
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a checkpoint: " + name);
        }
        return folder.resolve(name + SUFFIX);
    }

    private static void writeChecksum(long checksum, OutputStream out) throws IOException {
        out.write(ByteBuffer.allocate(CHECKSUM_BYTES).putLong(checksum).array());
    }
}
