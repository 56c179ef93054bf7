package diffusam.io;

import diffusam.io.raw.Warning;
import diffusam.volume.Volume;
import java.util.List;

/**
 * An image that was opened.
 *
 * @param description format, size and spacing, for the user; never anything about the patient
 * @param warnings oddities of the file that were survived, to be shown once
 */
public record OpenedImage(Volume volume, String description, List<Warning> warnings) {
    public OpenedImage {
        warnings = List.copyOf(warnings);
    }
}
