package diffusam.foundation;

import java.net.URI;

/**
 * A checkpoint that its authors offer for download.
 *
 * @param name the name it will have once installed
 * @param description one line for a list of models
 * @param licence of the weights, with the holder
 */
public record PublishedModel(String name, String description, String licence, URI address) {
    /** The file's name at its address. */
    public String fileName() {
        String path = address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
