package diffusam.io.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Where a DICOM file lies: on disk, or in a zip archive on disk.
 *
 * @param entry name in the archive, empty for a file of its own
 */
record Place(Path file, String entry) {
    private static final int ZIP_MAGIC = 0x504B0304;
    private static final long SPARE_BYTES = 64L << 20;

    static Place of(Path file) {
        return new Place(file, "");
    }

    /** The files in an archive. */
    static List<Place> inArchive(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            List<Place> places = new ArrayList<>();
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                if (!entry.isDirectory()) {
                    places.add(new Place(archive, entry.getName()));
                }
            }
            return places;
        } catch (ZipException e) {
            throw new DicomException(archive, "is a damaged zip archive", e);
        }
    }

    static boolean isArchive(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(4);
            return head.length == 4
                    && ((head[0] & 0xFF) << 24 | (head[1] & 0xFF) << 16 | (head[2] & 0xFF) << 8 | head[3] & 0xFF)
                            == ZIP_MAGIC;
        }
    }

    boolean isInArchive() {
        return !entry.isEmpty();
    }

    /** A path that names the file in messages. */
    Path shown() {
        return isInArchive()
                ? file.resolve(entry.replaceAll("[^A-Za-z0-9._/-]", "_").replaceAll("^/+", ""))
                : file;
    }

    /** Bytes on disk. */
    long size() throws IOException {
        if (!isInArchive()) {
            return Files.size(file);
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry found = zip.getEntry(entry);
            return found == null ? 0 : found.getCompressedSize();
        }
    }

    /**
     * Unpacks a file of an archive.
     *
     * @throws DicomException if it is damaged, or unpacks to much more than the archive's size can mean
     */
    byte[] unpacked() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry found = zip.getEntry(entry);
            if (found == null) {
                throw new DicomException(shown(), "is no longer in its archive");
            }
            long limit = Math.min(4 * Files.size(file) + SPARE_BYTES, Integer.MAX_VALUE - 16);
            try (InputStream in = zip.getInputStream(found)) {
                byte[] bytes = in.readNBytes((int) limit);
                if (in.read() >= 0) {
                    throw new DicomException(
                            shown(),
                            "unpacks to more than its archive's size can mean; unpack it with another program");
                }
                return bytes;
            }
        } catch (ZipException e) {
            throw new DicomException(shown(), "is damaged: it cannot be unpacked", e);
        }
    }
}
