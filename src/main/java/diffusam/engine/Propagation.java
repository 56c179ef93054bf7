package diffusam.engine;

import diffusam.annotation.LabelMap;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Runs the scorers of all labels over a volume, nearest slices first, and merges their masks without overlap. */
final class Propagation {
    private final Seeds seeds;
    private final Map<Integer, LabelScorer> scorers;
    private final Doubts doubts;

    Propagation(Seeds seeds, Map<Integer, LabelScorer> scorers) {
        this.seeds = seeds;
        this.scorers = new TreeMap<>(scorers);
        doubts = new Doubts(seeds);
    }

    /** What the run was unsure of. */
    Doubts doubts() {
        return doubts;
    }

    /**
     * Labels every slice that is wanted.
     *
     * @param onSlice called with each slice as soon as it is finished
     * @return the labels on the seeds' grid
     */
    LabelMap run(SliceSink onSlice, JobContext context) {
        LabelMap labels = LabelMap.empty(seeds.map().grid());
        List<Integer> order = nearestFirst().stream().filter(onSlice::wants).toList();
        int done = 0;
        for (int slice : order) {
            context.checkpoint();
            SliceResult result = label(slice, onSlice);
            labels = labels.apply(labels.edit()
                    .setLabels(seeds.layout(), slice, result.labels())
                    .build());
            doubts.add(result);
            onSlice.accept(result);
            context.report(Progress.of("Propagating", ++done, order.size()));
        }
        return labels;
    }

    private List<Integer> nearestFirst() {
        NavigableSet<Integer> known = seeds.allSlices();
        return IntStream.range(0, seeds.layout().slices())
                .boxed()
                .sorted(Comparator.comparingInt((Integer slice) -> known.stream()
                                .mapToInt(s -> Math.abs(s - slice))
                                .min()
                                .orElse(0))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private SliceResult label(int slice, SliceSink onSlice) {
        int pixels = seeds.layout().columns() * seeds.layout().rows();
        float[] best = new float[pixels];
        short[] labels = new short[pixels];
        Map<Integer, Double> confidence = new TreeMap<>();
        Set<Integer> disputed = new TreeSet<>();
        List<Integer> given = new ArrayList<>();
        for (Map.Entry<Integer, LabelScorer> entry : scorers.entrySet()) {
            int label = entry.getKey();
            if (seeds.isSeed(label, slice)) {
                given.add(label);
                confidence.put(label, 1.0);
                continue;
            }
            Optional<Score> score = entry.getValue().score(slice);
            if (score.isPresent()) {
                float[] perPixel = score.get().perPixel();
                onSlice.weighed(slice, label, perPixel);
                for (int p = 0; p < pixels; p++) {
                    if (perPixel[p] > best[p]) {
                        best[p] = perPixel[p];
                        labels[p] = (short) label;
                    }
                }
            }
            confidence.put(label, score.map(Score::confidence).orElse(1.0));
            if (score.map(Score::disputed).orElse(false)) {
                disputed.add(label);
            }
        }
        for (int label : given) {
            boolean[] mask = seeds.mask(label, slice);
            for (int p = 0; p < pixels; p++) {
                if (mask[p]) {
                    labels[p] = (short) label;
                }
            }
        }
        return new SliceResult(slice, labels, confidence, disputed);
    }
}
