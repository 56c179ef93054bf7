package diffusam.cli;

import diffusam.annotation.Census;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.engine.Seeds;
import diffusam.volume.SliceLayout;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/** Decides what a run may see of a label file: the wanted labels on the seed slices, and nothing else. */
final class SeedChoice {
    private final String file;
    private final LabelMap map;
    private final SliceLayout layout;
    private final Census census;

    /**
     * @param file the file's name, for sentences
     * @param map its labels on the image's grid
     */
    SeedChoice(String file, LabelMap map, SliceLayout layout) {
        this.file = file;
        this.map = map;
        this.layout = layout;
        this.census = Census.of(map);
    }

    /**
     * @param slices the seed slices; if empty, every slice that shows a wanted label
     * @param labels the wanted labels; if empty, every label that the seed slices show
     */
    Seeds choose(Collection<Integer> slices, Collection<Integer> labels) throws UserError {
        SortedSet<Integer> present = census.labels();
        requirePresent(present, labels);
        requireInRange(slices);
        NavigableSet<Integer> seeds = new TreeSet<>(slices);
        if (slices.isEmpty()) {
            (labels.isEmpty() ? present : labels).forEach(label -> seeds.addAll(slicesWith(label)));
        }
        NavigableSet<Integer> wanted = new TreeSet<>(labels.isEmpty() ? present : labels);
        wanted.removeIf(label -> Collections.disjoint(slicesWith(label), seeds));
        if (labels.isEmpty() ? wanted.isEmpty() : !wanted.containsAll(labels)) {
            throw notOnSeeds(labels.isEmpty() ? present : labels, wanted, seeds);
        }
        return Seeds.complete(only(seeds, wanted), layout, seeds, wanted);
    }

    private NavigableSet<Integer> slicesWith(int label) {
        return census.slicesWith(layout, label);
    }

    private void requirePresent(SortedSet<Integer> present, Collection<Integer> labels) throws UserError {
        if (present.isEmpty()) {
            throw new UserError(file + " holds no label; label at least one slice in it");
        }
        List<Integer> absent =
                labels.stream().filter(label -> !present.contains(label)).toList();
        if (!absent.isEmpty()) {
            throw new UserError(file + " does not hold " + Listing.of("label", absent) + "; it holds "
                    + Listing.of("label", present));
        }
    }

    private void requireInRange(Collection<Integer> slices) throws UserError {
        List<Integer> outside = slices.stream()
                .filter(slice -> slice < 0 || slice >= layout.slices())
                .toList();
        if (!outside.isEmpty()) {
            throw new UserError("there is no " + Listing.of("seed slice", outside) + ": the image's "
                    + Words.of(layout.plane()) + " slices are 0 to " + (layout.slices() - 1));
        }
    }

    private UserError notOnSeeds(Collection<Integer> asked, Collection<Integer> found, Collection<Integer> seeds) {
        List<Integer> missing =
                asked.stream().filter(label -> !found.contains(label)).toList();
        NavigableSet<Integer> where = slicesWith(missing.get(0));
        return new UserError(file + " does not show " + Listing.of("label", missing) + " on "
                + Listing.of("seed slice", seeds) + "; label " + missing.get(0) + " lies on " + Words.of(layout.plane())
                + " slices " + where.first() + " to " + where.last());
    }

    /** The map without anything but the wanted labels on the seed slices. */
    private LabelMap only(Collection<Integer> seeds, Collection<Integer> wanted) {
        LabelMap empty = LabelMap.empty(map.grid());
        LabelEdit.Builder edit = empty.edit();
        for (int slice : seeds) {
            for (int label : wanted) {
                edit.setMask(layout, slice, label, map.mask(layout, slice, label));
            }
        }
        return empty.apply(edit.build());
    }
}
