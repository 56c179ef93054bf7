package diffusam.engine;

import diffusam.annotation.Census;
import diffusam.foundation.Foundation;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** The labelled slices of several scans, drawn at random: mostly those that show a structure or lie close to one. */
final class ScanSlices {
    /** Slices beyond a structure's ends that count as close to it. */
    private static final int NEAR = 4;
    /** How many slices that show a structure stand against one that is far from all. */
    private static final int FAR_RARITY = 6;

    private final List<Source> sources = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    private final SortedSet<Integer> labels = new TreeSet<>();

    private record Source(LabelledScan scan, ModelFrame frame, Census census) {}

    private record Site(int source, int slice) {}

    ScanSlices(List<LabelledScan> scans) {
        for (LabelledScan scan : scans) {
            labels.addAll(scan.seeds().labels());
            ModelFrame frame = ModelFrame.around(scan.image(), scan.seeds().layout(), ModelWindow.of(scan.image()));
            sources.add(new Source(scan, frame, Census.of(scan.seeds().map())));
        }
        for (int n = 0; n < sources.size(); n++) {
            addSites(n);
        }
    }

    private void addSites(int source) {
        Source from = sources.get(source);
        Seeds seeds = from.scan.seeds();
        NavigableSet<Integer> near = new TreeSet<>();
        for (int label : seeds.labels()) {
            for (int slice : from.census.slicesWith(seeds.layout(), label)) {
                for (int beside = -NEAR; beside <= NEAR; beside++) {
                    near.add(slice + beside);
                }
            }
        }
        int far = 0;
        for (int slice : seeds.allSlices()) {
            if (near.contains(slice) || far++ % FAR_RARITY == 0) {
                sites.add(new Site(source, slice));
            }
        }
    }

    SortedSet<Integer> labels() {
        return labels;
    }

    /**
     * A slice as the model sees it, and what is known on it.
     *
     * @param picture side² values in [0, 1]
     * @param masks side² coverages for each label that is known here, absent ones included
     * @param shown the labels that are there
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Drawn(float[] picture, TreeMap<Integer, float[]> masks, SortedSet<Integer> shown) {}

    Drawn draw(RandomGenerator random, int side) {
        return at(sites.get(random.nextInt(sites.size())), side);
    }

    private Drawn at(Site site, int side) {
        Source source = sources.get(site.source);
        Seeds seeds = source.scan.seeds();
        TreeMap<Integer, float[]> masks = new TreeMap<>();
        SortedSet<Integer> shown = new TreeSet<>();
        for (int label : seeds.labels()) {
            if (seeds.isSeed(label, site.slice)) {
                masks.put(label, source.frame.picture(seeds.mask(label, site.slice), side));
                if (source.census.slicesWith(seeds.layout(), label).contains(site.slice)) {
                    shown.add(label);
                }
            }
        }
        return new Drawn(source.frame.picture(source.scan.image(), site.slice, side), masks, shown);
    }

    /** Called with each labelled slice in turn. */
    @FunctionalInterface
    interface Visitor {
        void visit(Drawn slice);
    }

    void forEach(Foundation.Sizes sizes, Visitor visitor) {
        sites.forEach(site -> visitor.visit(at(site, sizes.smallSide())));
    }
}
