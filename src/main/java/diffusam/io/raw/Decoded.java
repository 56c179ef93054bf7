package diffusam.io.raw;

import diffusam.volume.Volume;
import java.util.List;

/**
 * What an image file holds.
 *
 * @param encoding format and stored type, without a word from the file's free text: "NIfTI-1, float64"
 */
public record Decoded(Volume volume, String encoding, List<Warning> warnings) {
    public Decoded {
        warnings = List.copyOf(warnings);
    }
}
