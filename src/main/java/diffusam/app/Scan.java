package diffusam.app;

import java.util.List;
import java.util.Optional;

/**
 * A scan that was found and can be opened.
 *
 * @param name what it is, without any word of the patient but what its file is called
 * @param detail kind and size
 * @param slices 0 if that is not known before it is read
 * @param warnings what is odd about it, one sentence each
 */
record Scan(
        ScanPlace place, String name, String detail, int slices, List<String> warnings, Optional<Thumbnail> thumbnail) {
    Scan {
        warnings = List.copyOf(warnings);
    }

    Scan with(Thumbnail picture) {
        return new Scan(place, name, detail, slices, warnings, Optional.of(picture));
    }
}
