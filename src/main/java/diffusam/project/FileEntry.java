package diffusam.project;

/**
 * A file and its content.
 *
 * @param name without folders
 * @param sha256 of the content, 64 lower-case hexadecimal digits
 */
public record FileEntry(String name, long bytes, String sha256) {
    public FileEntry {
        if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.equals("..")) {
            throw new IllegalArgumentException("not the name of a file: " + name);
        }
        if (bytes < 0 || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not the size and SHA-256 of a file: " + bytes + ", " + sha256);
        }
    }

    /** True if both have the same content, whatever their names. */
    public boolean sameContent(FileEntry other) {
        return bytes == other.bytes && sha256.equals(other.sha256);
    }
}
