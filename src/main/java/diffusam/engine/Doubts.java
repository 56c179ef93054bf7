package diffusam.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a run is unsure of, gathered slice by slice; tells which slice to label next. Belongs to one thread while it gathers;
 * once the run is over, to any.
 */
public final class Doubts {
    private final Seeds seeds;
    private final Map<Place, Doubt> doubts = new HashMap<>();

    /** No doubts yet. */
    public Doubts(Seeds seeds) {
        this.seeds = seeds;
    }

    private record Place(int slice, int label) {}

    /**
     * One label on one slice that shows it.
     *
     * @param known the slices where the label is known
     */
    private record Doubt(
            int label, int slice, int area, double confidence, boolean disputed, NavigableSet<Integer> known) {
        /** By how much the slice's share in the label's overlap is expected to rise once a slice is labelled. */
        double gain(int labelled) {
            double remoteness = Confidence.remoteness(slice, with(labelled));
            return area * (Confidence.ofDoubt(perRemoteness(), remoteness) - confidence);
        }

        /**
         * How much the slice wishes for it: its doubt, times how much nearer a known slice comes. Not an overlap, which would
         * say that where all is lost nothing can be won; and small slices count more than their area, for shapes change there.
         */
        double wish(int labelled) {
            return weight() * perRemoteness() * Math.max(0, distance() - Math.abs(labelled - slice));
        }

        double weight() {
            return Math.sqrt(Math.sqrt(area));
        }

        private double perRemoteness() {
            return Confidence.doubt(confidence, Confidence.remoteness(slice, known));
        }

        private int distance() {
            return known.stream().mapToInt(s -> Math.abs(s - slice)).min().orElseThrow();
        }

        private NavigableSet<Integer> with(int labelled) {
            NavigableSet<Integer> more = new TreeSet<>(known);
            more.add(labelled);
            return more;
        }
    }

    /** Takes a finished slice; what was known of it before is forgotten. */
    public void add(SliceResult result) {
        Map<Integer, Integer> areas = new HashMap<>();
        for (short label : result.labels()) {
            areas.merge(label & 0xFFFF, 1, Integer::sum);
        }
        seeds.slices().forEach((label, known) -> {
            Place place = new Place(result.slice(), label);
            doubts.remove(place);
            if (areas.containsKey(label)) {
                double confidence = result.confidence().getOrDefault(label, 1.0);
                boolean disputed = result.disputed().contains(label);
                doubts.put(place, new Doubt(label, result.slice(), areas.get(label), confidence, disputed, known));
            }
        });
    }

    /** These doubts, and for the slices that their run passed over those of an earlier run on the same volume. */
    public Doubts after(Doubts earlier) {
        Doubts all = new Doubts(seeds);
        earlier.doubts.forEach((place, doubt) -> {
            if (seeds.labels().contains(place.label) && !seeds.isSeed(place.label, place.slice)) {
                all.doubts.put(place, doubt);
            }
        });
        all.doubts.putAll(doubts);
        return all;
    }

    /** The slice to label next; empty if no slice that is no seed shows a label. */
    public Optional<NextSlice> next() {
        Map<Integer, Double> weights = sums(Doubt::weight);
        return doubts.values().stream()
                .map(Doubt::slice)
                .distinct()
                .filter(slice -> !seeds.allSlices().contains(slice))
                .sorted()
                .max(Comparator.comparingDouble(slice -> doubts.values().stream()
                        .mapToDouble(doubt -> doubt.wish(slice) / weights.getOrDefault(doubt.label, 1.0))
                        .sum()))
                .map(this::suggestion);
    }

    private NextSlice suggestion(int slice) {
        Map<Integer, Double> areas = sums(Doubt::area);
        Map<Integer, Double> gains =
                sums(doubt -> doubt.gain(slice) / areas.getOrDefault(doubt.label, 1.0) / areas.size());
        int label = gains.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        NavigableSet<Integer> known = seeds.allSlices();
        return new NextSlice(
                slice,
                label,
                optional(known.lower(slice)),
                optional(known.higher(slice)),
                isDisputed(label, slice),
                sum(gains.values()));
    }

    private boolean isDisputed(int label, int slice) {
        Doubt doubt = doubts.get(new Place(slice, label));
        return doubt != null && doubt.disputed;
    }

    /** Sums a figure over the slices of each label. */
    private Map<Integer, Double> sums(ToDoubleFunction<Doubt> figure) {
        Map<Integer, Double> sums = new TreeMap<>();
        doubts.values().forEach(doubt -> sums.merge(doubt.label, figure.applyAsDouble(doubt), Double::sum));
        return sums;
    }

    private static double sum(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static OptionalInt optional(@Nullable Integer slice) {
        return slice == null ? OptionalInt.empty() : OptionalInt.of(slice);
    }
}
