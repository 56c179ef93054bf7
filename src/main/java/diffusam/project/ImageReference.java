package diffusam.project;

import java.util.List;

/**
 * An image that lies outside the project: where it was seen last, and how to know it again. The project never writes to
 * it.
 *
 * @param folder the folder of the files, relative to the project's folder where that is possible, with {@code /} between
 *     names
 * @param series which of several images in these files is meant; empty if they hold one
 * @param files the files of the image, in the order of their names
 */
public record ImageReference(String folder, String series, List<FileEntry> files) {
    public ImageReference {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("an image has at least one file");
        }
    }
}
