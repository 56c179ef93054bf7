package diffusam.annotation;

import diffusam.volume.Plane;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything a person or a model has said about an image: the labels, the voxels that belong to them, and how far each
 * slice has come. Immutable; an edit gives a new annotation that shares what it did not touch.
 */
public final class Annotation {
    private final LabelMap map;
    private final SortedMap<Integer, Label> labels;
    private final SortedMap<SliceKey, SliceState> states;

    private Annotation(LabelMap map, SortedMap<Integer, Label> labels, SortedMap<SliceKey, SliceState> states) {
        this.map = map;
        this.labels = labels;
        this.states = states;
    }

    /** An annotation of its own: the collections are copied. */
    public static Annotation of(LabelMap map, Iterable<Label> labels, Map<SliceKey, SliceState> states) {
        SortedMap<Integer, Label> byId = new TreeMap<>();
        for (Label label : labels) {
            byId.put(label.id(), label);
        }
        return new Annotation(
                map, Collections.unmodifiableSortedMap(byId), Collections.unmodifiableSortedMap(new TreeMap<>(states)));
    }

    public LabelMap map() {
        return map;
    }

    /** The labels by id; read-only. */
    public SortedMap<Integer, Label> labels() {
        return labels;
    }

    /** The slices something is known of; read-only. */
    public SortedMap<SliceKey, SliceState> states() {
        return states;
    }

    /**
     * The slices on which a person vouches for a label: those painted and not merely proposed, and those accepted or
     * corrected without it.
     *
     * @param painted the slices of the plane on which it occurs
     */
    public NavigableSet<Integer> vouchedSlices(Plane plane, int label, Collection<Integer> painted) {
        NavigableSet<Integer> vouched = new TreeSet<>(painted);
        states.forEach((key, state) -> {
            if (key.plane() == plane && key.label() == label) {
                if (state.review() == SliceState.Review.PROPOSED) {
                    vouched.remove(key.slice());
                } else if (state.review() != SliceState.Review.SEED) {
                    vouched.add(key.slice());
                }
            }
        });
        return vouched;
    }

    /** The edit that adds a label, or gives the label of that id another name, colour or code. */
    public AnnotationEdit put(Label label) {
        return AnnotationEdit.ofLabel(labels.get(label.id()), label);
    }

    /** The edit that says how far one label on one slice has come; {@code null} forgets it. */
    public AnnotationEdit put(SliceKey key, @Nullable SliceState state) {
        return AnnotationEdit.ofState(key, states.get(key), state);
    }

    /** The edit that removes a label with its voxels and states. */
    public AnnotationEdit remove(Label label) {
        List<AnnotationEdit.Replacement<SliceKey, SliceState>> forgotten = states.entrySet().stream()
                .filter(entry -> entry.getKey().label() == label.id())
                .map(entry ->
                        new AnnotationEdit.Replacement<SliceKey, SliceState>(entry.getKey(), entry.getValue(), null))
                .toList();
        AnnotationEdit table = AnnotationEdit.ofLabel(labels.get(label.id()), null);
        return new AnnotationEdit(map.clear(label.id()), table.labels(), forgotten);
    }

    /**
     * The annotation after an edit.
     *
     * @throws IllegalArgumentException if something is not as the edit found it
     */
    public Annotation apply(AnnotationEdit edit) {
        return new Annotation(
                map.apply(edit.voxels()), replaced(labels, edit.labels()), replaced(states, edit.states()));
    }

    /** The same annotation, which holds the memory of {@code twin} wherever that holds the same. */
    Annotation sharing(LabelMap twin) {
        return new Annotation(map.sharing(twin), labels, states);
    }

    /**
     * The edit that gives this annotation what {@code edit} leaves behind, whatever {@code edit} expected to find: for
     * replaying edits of which some were lost.
     *
     * @throws IllegalArgumentException if the edit lies outside the map
     */
    public AnnotationEdit rebase(AnnotationEdit edit) {
        return new AnnotationEdit(
                map.rebase(edit.voxels()), rebased(labels, edit.labels()), rebased(states, edit.states()));
    }

    private static <K, V> SortedMap<K, V> replaced(
            SortedMap<K, V> values, Iterable<AnnotationEdit.Replacement<K, V>> replacements) {
        if (!replacements.iterator().hasNext()) {
            return values;
        }
        SortedMap<K, V> changed = new TreeMap<>(values);
        for (AnnotationEdit.Replacement<K, V> r : replacements) {
            V found = r.after() == null ? changed.remove(r.key()) : changed.put(r.key(), r.after());
            if (!Objects.equals(found, r.before())) {
                throw new IllegalArgumentException(r.key() + " is " + found + ", the edit expects " + r.before());
            }
        }
        return Collections.unmodifiableSortedMap(changed);
    }

    private static <K, V> List<AnnotationEdit.Replacement<K, V>> rebased(
            SortedMap<K, V> values, List<AnnotationEdit.Replacement<K, V>> replacements) {
        return replacements.stream()
                .map(r -> new AnnotationEdit.Replacement<>(r.key(), values.get(r.key()), r.after()))
                .filter(r -> !Objects.equals(r.before(), r.after()))
                .toList();
    }
}
