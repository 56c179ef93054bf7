package diffusam.project;

import diffusam.annotation.LabelMap;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the seed slices held when something was trained on them. Two prints are equal if the same labels were known on the
 * same slices and looked the same there: what was trained on the one is not out of date at the other.
 *
 * @param slices that were known of some label, ascending
 * @param labels that were trained, ascending
 * @param sha256 of which label was known where, and of these labels on these slices
 */
public record SeedPrint(Plane plane, List<Integer> slices, List<Integer> labels, String sha256) {
    public SeedPrint {
        slices = List.copyOf(slices);
        labels = List.copyOf(labels);
    }

    /**
     * Reads the slices that are known.
     *
     * @param known for each label the slices where it is known to be or not to be
     * @throws IllegalArgumentException if a slice lies outside the map
     */
    public static SeedPrint of(LabelMap map, Plane plane, Map<Integer, ? extends Set<Integer>> known) {
        SortedMap<Integer, SortedSet<Integer>> sorted = new TreeMap<>();
        SortedSet<Integer> slices = new TreeSet<>();
        known.forEach((label, where) -> {
            sorted.put(label, new TreeSet<>(where));
            slices.addAll(where);
        });
        MessageDigest digest = WholeFile.sha256();
        digest.update(sorted.toString().getBytes(StandardCharsets.UTF_8));
        SliceLayout layout = SliceLayout.of(map.grid(), plane);
        for (int slice : slices) {
            if (slice < 0 || slice >= layout.slices()) {
                throw new IllegalArgumentException("no slice " + slice + " among " + layout.slices());
            }
            short[] values = map.slice(layout, slice);
            ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
            for (short value : values) {
                bytes.putShort(sorted.containsKey(value & 0xFFFF) ? value : 0);
            }
            digest.update(bytes.flip());
        }
        return new SeedPrint(
                plane,
                List.copyOf(slices),
                List.copyOf(sorted.keySet()),
                HexFormat.of().formatHex(digest.digest()));
    }
}
