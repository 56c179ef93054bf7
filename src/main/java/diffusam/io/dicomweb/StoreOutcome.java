package diffusam.io.dicomweb;

import java.nio.file.Path;

/**
 * What became of a file that was sent.
 *
 * @param stored true only if the server named the object as stored
 * @param note what the server or the program has to say about it, or empty
 */
public record StoreOutcome(Path file, boolean stored, String note) {}
