package diffusam.project;

import diffusam.annotation.LabelMap;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the seed slices held when something was trained on them, to tell later whether they still do.
 *
 * @param slices ascending
 * @param labels that were trained, ascending
 * @param sha256 of these labels on these slices
 */
public record SeedPrint(Plane plane, List<Integer> slices, List<Integer> labels, String sha256) {
    public SeedPrint {
        slices = List.copyOf(slices);
        labels = List.copyOf(labels);
    }

    public static SeedPrint of(LabelMap map, Plane plane, Set<Integer> slices, Set<Integer> labels) {
        List<Integer> sortedSlices = List.copyOf(new TreeSet<>(slices));
        List<Integer> sortedLabels = List.copyOf(new TreeSet<>(labels));
        return new SeedPrint(plane, sortedSlices, sortedLabels, hash(map, plane, sortedSlices, sortedLabels));
    }

    /** True if the seeds are as they were; false if what was trained on them is out of date. */
    public boolean matches(LabelMap map) {
        return hash(map, plane, slices, labels).equals(sha256);
    }

    private static String hash(LabelMap map, Plane plane, List<Integer> slices, List<Integer> labels) {
        SliceLayout layout = SliceLayout.of(map.grid(), plane);
        MessageDigest digest = WholeFile.sha256();
        for (int slice : slices) {
            if (slice >= layout.slices()) {
                throw new IllegalArgumentException("no slice " + slice + " among " + layout.slices());
            }
            short[] values = map.slice(layout, slice);
            ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
            for (short value : values) {
                bytes.putShort(labels.contains(value & 0xFFFF) ? value : 0);
            }
            digest.update(bytes.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
