package diffusam.io.dicom;

import java.util.HashMap;
import java.util.Map;

/** The value representation of an element whose encoding does not say it. */
final class Dictionary {
    private static final Map<Integer, Vr> KNOWN = new HashMap<>();

    static {
        for (Tag tag : Tag.values()) {
            KNOWN.put(tag.number(), tag.vr());
        }
    }

    private Dictionary() {}

    /** The representation of an element, {@link Vr#UN} where this package does not use it. */
    static Vr vr(int tag) {
        if ((tag & 0xFFFF) == 0) {
            return Vr.UL; // group lengths
        }
        return KNOWN.getOrDefault(tag, Vr.UN);
    }
}
