package diffusam.app;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/** Consecutive slices, ends included. */
record SliceRun(int first, int last) {
    /** The runs that make up a set of slices, ascending. */
    static List<SliceRun> of(NavigableSet<Integer> slices) {
        List<SliceRun> runs = new ArrayList<>();
        for (int slice : slices) {
            if (!runs.isEmpty() && runs.getLast().last == slice - 1) {
                runs.add(new SliceRun(runs.removeLast().first, slice));
            } else {
                runs.add(new SliceRun(slice, slice));
            }
        }
        return runs;
    }

    int middle() {
        return (first + last) / 2;
    }

    /** As the user counts slices, from 1: "12", "40–77". */
    String text() {
        return first == last ? Integer.toString(first + 1) : (first + 1) + "–" + (last + 1);
    }
}
