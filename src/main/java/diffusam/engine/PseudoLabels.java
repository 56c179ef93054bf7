package diffusam.engine;

import diffusam.annotation.LabelMap;
import diffusam.foundation.Foundation;
import diffusam.jobs.JobContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** A prior's own masks on a scan without labels, of which only those slices count on which its samples agree. */
final class PseudoLabels {
    private static final double AGREED = 0.85;
    /** Where fewer slices agree, this share of the best is taken all the same. */
    private static final double FEWEST_SHARE = 0.3;

    private final Foundation model;
    private final AcrossPrior prior;
    private final AcrossOptions options;

    PseudoLabels(Foundation model, AcrossPrior prior, AcrossOptions options) {
        this.model = model;
        this.prior = prior;
        this.options = options;
    }

    /** The scan as if it were labelled; for no label a single slice if nothing was found. */
    LabelledScan of(UnlabelledScan unlabelled, JobContext context) {
        SplittableRandom random = new SplittableRandom(options.seed());
        UnseenScan scan = new UnseenScan(model, unlabelled.image(), unlabelled.layout());
        double seconds = scan.encode(scan.small(), context) + scan.encode(scan.full(), context);
        Map<Integer, AcrossScorer> scorers = new TreeMap<>();
        for (int label : prior.labels()) {
            scorers.put(label, new AcrossScorer(label, prior, scan.small(), scan.full(), options, random.split()));
        }
        LabelMap found = scan.run(scorers, seconds, slice -> {}, context).labels();
        SortedMap<Integer, NavigableSet<Integer>> known = new TreeMap<>();
        scorers.forEach((label, scorer) -> {
            NavigableSet<Integer> slices = trusted(found, unlabelled, label, scorer);
            if (!slices.isEmpty()) {
                known.put(label, slices);
            }
        });
        return new LabelledScan(unlabelled.name(), unlabelled.image(), new Seeds(found, unlabelled.layout(), known));
    }

    /** Slices with an agreed mask, and those where all samples agree that there is none. */
    private static NavigableSet<Integer> trusted(LabelMap found, UnlabelledScan scan, int label, AcrossScorer scorer) {
        List<Integer> shown = new ArrayList<>(found.slicesWith(scan.layout(), label));
        if (shown.isEmpty()) {
            return new TreeSet<>();
        }
        shown.sort(Comparator.comparingDouble(slice -> -scorer.agreement(slice)));
        int fewest = (int) Math.ceil(FEWEST_SHARE * shown.size());
        NavigableSet<Integer> trusted = new TreeSet<>();
        for (int n = 0; n < shown.size(); n++) {
            if (n < fewest || scorer.agreement(shown.get(n)) >= AGREED) {
                trusted.add(shown.get(n));
            }
        }
        for (int slice = 0; slice < scan.layout().slices(); slice++) {
            if (!shown.contains(slice) && Chain.isEmpty(scorer.draft(slice)) && scorer.agreement(slice) == 1) {
                trusted.add(slice);
            }
        }
        return trusted;
    }
}
