package diffusam.io.dicom;

import diffusam.io.dicom.SliceHeader.Kind;
import diffusam.io.dicom.SliceHeader.SeriesKey;
import diffusam.io.dicom.SliceHeader.Trait;
import diffusam.io.raw.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Sorts loose slices into series, and series that hold several volumes into volumes. */
final class SeriesSorter {
    private SeriesSorter() {}

    static List<DicomSeries> sort(List<SliceHeader> slices) {
        Map<SeriesKey, List<SliceHeader>> bySeries = new LinkedHashMap<>();
        for (SliceHeader slice : slices) {
            bySeries.computeIfAbsent(slice.series(), key -> new ArrayList<>()).add(slice);
        }
        List<DicomSeries> all = new ArrayList<>();
        bySeries.forEach((key, members) -> all.addAll(ofSeries(key, members)));
        return all;
    }

    private static List<DicomSeries> ofSeries(SeriesKey key, List<SliceHeader> members) {
        List<Warning> warnings = new ArrayList<>();
        List<SliceHeader> distinct = withoutCopies(members, warnings);
        if (key.kind() == Kind.MOSAIC) {
            return List.of(pictures(distinct, warnings, "its slices are tiled into mosaics, which are not supported"));
        }
        if (!distinct.getFirst().format().isGrey()) {
            return List.of(pictures(distinct, warnings, "it holds colour pictures, which cannot be segmented"));
        }
        List<DicomSeries> all = new ArrayList<>();
        List<List<SliceHeader>> groups = parallelGroups(distinct);
        if (groups.size() > 1) {
            warnings.add(new Warning("The series holds " + groups.size()
                    + " groups of slices with different orientations, sizes or formats; each is listed on its own."));
        }
        for (List<SliceHeader> group : groups) {
            if (group.getFirst().placement() == null) {
                all.add(pictures(group, warnings, "its files do not say where the slices lie in the patient"));
            } else {
                all.addAll(volumes(Stack.ordered(group), warnings));
            }
        }
        return all;
    }

    private static DicomSeries pictures(List<SliceHeader> slices, List<Warning> warnings, String obstacle) {
        List<SliceHeader> ordered = slices.stream()
                .sorted(Comparator.comparingInt(SliceHeader::instanceNumber)
                        .thenComparingInt(SliceHeader::frame)
                        .thenComparing(s -> s.file().shown().toString()))
                .toList();
        return new DicomSeries(ordered, "", warnings, obstacle, List.of(Remedy.PICTURES));
    }

    /** Drops slices that are the same instance and frame as one before. */
    private static List<SliceHeader> withoutCopies(List<SliceHeader> slices, List<Warning> warnings) {
        Set<String> seen = new HashSet<>();
        List<SliceHeader> distinct = new ArrayList<>();
        for (SliceHeader slice : slices) {
            if (slice.instanceUid().isEmpty() || seen.add(slice.instanceUid() + "#" + slice.frame())) {
                distinct.add(slice);
            }
        }
        int copies = slices.size() - distinct.size();
        if (copies > 0) {
            warnings.add(new Warning(copies + (copies == 1 ? " slice was" : " slices were")
                    + " there twice as the same instance and read once."));
        }
        return distinct;
    }

    private static List<List<SliceHeader>> parallelGroups(List<SliceHeader> slices) {
        List<List<SliceHeader>> groups = new ArrayList<>();
        for (SliceHeader slice : slices) {
            Optional<List<SliceHeader>> home =
                    groups.stream().filter(g -> together(g.getFirst(), slice)).findFirst();
            if (home.isPresent()) {
                home.get().add(slice);
            } else {
                groups.add(new ArrayList<>(List.of(slice)));
            }
        }
        return groups;
    }

    private static boolean together(SliceHeader a, SliceHeader b) {
        PixelFormat f = a.format();
        PixelFormat g = b.format();
        boolean alike = f.samples() == g.samples() && f.floating() == g.floating();
        Placement p = a.placement();
        Placement q = b.placement();
        return alike && (p == null || q == null ? p == q : p.isParallelTo(q));
    }

    private static List<DicomSeries> volumes(Stack stack, List<Warning> warnings) {
        if (!stack.repeatsPositions()) {
            return List.of(single(stack, "", warnings));
        }
        for (Trait trait : Trait.values()) {
            Map<String, List<SliceHeader>> parts = by(trait, stack.slices());
            if (parts.size() > 1
                    && parts.values().stream().noneMatch(p -> Stack.ordered(p).repeatsPositions())) {
                return split(parts, trait.title(), warnings);
            }
        }
        for (Trait first : Trait.values()) {
            for (Trait second : Trait.values()) {
                Map<String, List<SliceHeader>> parts = new LinkedHashMap<>();
                by(first, stack.slices())
                        .forEach((value, slices) -> by(second, slices)
                                .forEach(
                                        (other, part) -> parts.put(value + ", " + second.title() + " " + other, part)));
                if (first != second
                        && parts.values().stream()
                                .noneMatch(p -> Stack.ordered(p).repeatsPositions())) {
                    return split(parts, first.title(), warnings);
                }
            }
        }
        return byInstanceOrder(stack, warnings);
    }

    private static Map<String, List<SliceHeader>> by(Trait trait, List<SliceHeader> slices) {
        Map<String, List<SliceHeader>> parts = new TreeMap<>(SeriesSorter::numbersFirst);
        for (SliceHeader slice : slices) {
            parts.computeIfAbsent(slice.traits().getOrDefault(trait, ""), v -> new ArrayList<>())
                    .add(slice);
        }
        return parts;
    }

    private static int numbersFirst(String a, String b) {
        try {
            int byValue = Double.compare(Double.parseDouble(a), Double.parseDouble(b));
            return byValue != 0 ? byValue : a.compareTo(b);
        } catch (NumberFormatException e) {
            return a.compareTo(b);
        }
    }

    private static List<DicomSeries> split(Map<String, List<SliceHeader>> parts, String trait, List<Warning> warnings) {
        List<Warning> said = new ArrayList<>(warnings);
        said.add(new Warning("The series holds " + parts.size() + " volumes, told apart by " + trait
                + "; each is listed on its own."));
        List<DicomSeries> all = new ArrayList<>();
        parts.forEach((value, slices) ->
                all.add(single(Stack.ordered(slices), trait + " " + (value.isEmpty() ? "unknown" : value), said)));
        return all;
    }

    /** The last resort: the n-th slice at each position, by instance number, makes the n-th volume. */
    private static List<DicomSeries> byInstanceOrder(Stack stack, List<Warning> warnings) {
        List<List<SliceHeader>> volumes = new ArrayList<>();
        int nth = 0;
        for (int k = 0; k < stack.size(); k++) {
            nth = k > 0 && stack.samePosition(k - 1, k) ? nth + 1 : 0;
            if (nth == volumes.size()) {
                volumes.add(new ArrayList<>());
            }
            volumes.get(nth).add(stack.slices().get(k));
        }
        if (volumes.stream().anyMatch(v -> v.size() != volumes.getFirst().size())) {
            return List.of(new DicomSeries(
                    stack.slices(),
                    "",
                    warnings,
                    "several of its slices lie at the same position and nothing tells them apart",
                    List.of(Remedy.FIRST_AT_EACH_POSITION)));
        }
        Map<String, List<SliceHeader>> parts = new LinkedHashMap<>();
        for (int n = 0; n < volumes.size(); n++) {
            parts.put(String.valueOf(n + 1), volumes.get(n));
        }
        return split(parts, "instance order", warnings);
    }

    private static DicomSeries single(Stack stack, String part, List<Warning> warnings) {
        List<Warning> said = new ArrayList<>(warnings);
        if (stack.slices().getFirst().series().kind() == Kind.LOCALIZER) {
            said.add(new Warning("This is a localizer, not a volume."));
        }
        Optional<String> unevenness = stack.unevenness();
        if (unevenness.isPresent()) {
            return new DicomSeries(
                    stack.slices(), part, said, unevenness.get(), List.of(Remedy.RESAMPLE, Remedy.LONGEST_EVEN_RUN));
        }
        double tilt = stack.tiltDegrees();
        if (tilt > 0) {
            said.add(new Warning(String.format(
                    java.util.Locale.ROOT,
                    "The slices are tilted by %.1f° against the direction they are stacked in; the volume keeps that"
                            + " slant unless it is resampled.",
                    tilt)));
        }
        return new DicomSeries(stack.slices(), part, said, "", tilt > 0 ? List.of(Remedy.RESAMPLE) : List.of());
    }
}
