package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Edits of the table of labels that concern several of them. */
final class LabelChanges {
    private static final AnnotationEdit NOTHING = AnnotationEdit.ofVoxels(new LabelEdit(List.of()));

    private LabelChanges() {}

    /** The labels in the order of lists. */
    static List<Label> inOrder(Annotation annotation) {
        return annotation.labels().values().stream().sorted(Label.BY_RANK).toList();
    }

    /** A label with the lowest free id, at the end of the list. */
    static Label another(Annotation annotation) {
        int id = freeId(annotation.labels());
        return Label.of(id).ranked(lastRank(annotation.labels()) + 1);
    }

    /** Puts a label at a place of the list, counted from 0; the others make room. */
    static AnnotationEdit move(Annotation annotation, int id, int place) {
        List<Label> order = new ArrayList<>(inOrder(annotation));
        Optional<Label> moved = order.stream().filter(label -> label.id() == id).findFirst();
        if (moved.isEmpty()) {
            return NOTHING;
        }
        order.remove(moved.get());
        order.add(Math.clamp(place, 0, order.size()), moved.get());
        AnnotationEdit edit = NOTHING;
        for (int n = 0; n < order.size(); n++) {
            edit = edit.and(annotation.put(order.get(n).ranked(n + 1)));
        }
        return edit;
    }

    /** Takes over a list: labels with the same id get its names, colours and codes, the others are added. */
    static AnnotationEdit takeOver(Annotation annotation, List<Label> list) {
        AnnotationEdit edit = NOTHING;
        int end = lastRank(annotation.labels());
        for (Label label : list) {
            Label old = annotation.labels().get(label.id());
            edit = edit.and(annotation.put(
                    old == null
                            ? label.ranked(end + label.rank())
                            : old.named(label.name()).coloured(label.rgb()).meaning(label.meaning())));
        }
        return edit;
    }

    /**
     * Adds the structures of a preset that have no label yet. They keep their ids where these are free or nobody has named
     * the label there; otherwise they get others, with the colours of these.
     */
    static AnnotationEdit addPreset(Annotation annotation, List<Label> preset) {
        SortedMap<Integer, Label> now = new TreeMap<>(annotation.labels());
        AnnotationEdit edit = NOTHING;
        for (Label label : preset) {
            if (now.values().stream().anyMatch(other -> other.name().equalsIgnoreCase(label.name()))) {
                continue;
            }
            Label old = now.get(label.id());
            Label added = old != null && old.hasDefaultName()
                    ? old.named(label.name()).meaning(label.meaning())
                    : withId(old == null ? label.id() : freeId(now), label).ranked(lastRank(now) + 1);
            edit = edit.and(annotation.put(added));
            now.put(added.id(), added);
        }
        return edit;
    }

    private static Label withId(int id, Label label) {
        return label.id() == id ? label : Label.of(id).named(label.name()).meaning(label.meaning());
    }

    private static int freeId(SortedMap<Integer, Label> labels) {
        int id = 1;
        while (labels.containsKey(id)) {
            id++;
        }
        return id;
    }

    private static int lastRank(SortedMap<Integer, Label> labels) {
        return labels.values().stream().mapToInt(Label::rank).max().orElse(0);
    }
}
