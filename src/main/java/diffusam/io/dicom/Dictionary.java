package diffusam.io.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The value representation of elements whose encoding does not say it. */
final class Dictionary {
    /** The elements this package uses; all others are {@link Vr#UN}, and so are not looked into. */
    static final Dictionary OWN = new Dictionary(own());

    private final Map<Integer, Vr> known;

    private Dictionary(Map<Integer, Vr> known) {
        this.known = known;
    }

    /** Every element of the standard (PS3.6). Of several representations an element may have, the first. */
    static Dictionary standard() {
        return Standard.DICTIONARY;
    }

    Vr vr(int tag) {
        return (tag & 0xFFFF) == 0 ? Vr.UL : known.getOrDefault(key(tag), Vr.UN); // group lengths end in 0
    }

    /** Curves and overlays have many groups of the same elements, of which the first stands for all. */
    static int key(int tag) {
        int family = tag >>> 24;
        return family == 0x50 || family == 0x60 ? tag & 0xFF00FFFF : tag;
    }

    private static Map<Integer, Vr> own() {
        Map<Integer, Vr> known = new HashMap<>();
        for (Tag tag : Tag.values()) {
            known.put(tag.number(), tag.vr());
        }
        return known;
    }

    /** Read only when it is asked for. */
    private static final class Standard {
        private static final Dictionary DICTIONARY = new Dictionary(read());

        private static Map<Integer, Vr> read() {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(Dictionary.class.getResourceAsStream("dictionary.tsv")),
                    StandardCharsets.US_ASCII))) {
                Map<Integer, Vr> known = new HashMap<>();
                for (String line : in.lines().toList()) {
                    known.put(Integer.parseUnsignedInt(line.substring(0, 8), 16), Vr.valueOf(line.substring(9)));
                }
                return known;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
