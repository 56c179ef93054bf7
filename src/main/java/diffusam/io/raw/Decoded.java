package diffusam.io.raw;

import diffusam.volume.Volume;
import java.util.List;

/**
 * What an image file holds.
 *
 * @param encoding format and stored type, without a word from the file's free text: "NIfTI-1, float64"
 * @param volumes how many volumes the file holds; the first is {@code volume}
 */
public record Decoded(Volume volume, String encoding, long volumes, List<Warning> warnings) {
    public Decoded {
        warnings = List.copyOf(warnings);
    }
}
