package diffusam.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What changed between two annotations. A value: it can be inverted, stored and replayed. */
public record AnnotationEdit(
        LabelEdit voxels, List<Replacement<Integer, Label>> labels, List<Replacement<SliceKey, SliceState>> states) {
    private static final AnnotationEdit NONE = new AnnotationEdit(new LabelEdit(List.of()), List.of(), List.of());
    private static final int REPLACEMENT_BYTES = 256;

    public AnnotationEdit {
        labels = List.copyOf(labels);
        states = List.copyOf(states);
    }

    /** What stood under a key, and what stands there now; {@code null} for nothing. */
    public record Replacement<K, V>(
            K key, @Nullable V before, @Nullable V after) {
        Replacement<K, V> invert() {
            return new Replacement<>(key, after, before);
        }
    }

    /** An edit of voxels alone. */
    public static AnnotationEdit ofVoxels(LabelEdit voxels) {
        return new AnnotationEdit(voxels, List.of(), List.of());
    }

    static AnnotationEdit ofLabel(@Nullable Label before, @Nullable Label after) {
        Label any = before != null ? before : after;
        if (any == null || any.equals(before) && any.equals(after)) {
            return NONE;
        }
        return new AnnotationEdit(NONE.voxels, List.of(new Replacement<>(any.id(), before, after)), List.of());
    }

    static AnnotationEdit ofState(SliceKey key, @Nullable SliceState before, @Nullable SliceState after) {
        if (Objects.equals(before, after)) {
            return NONE;
        }
        return new AnnotationEdit(NONE.voxels, List.of(), List.of(new Replacement<>(key, before, after)));
    }

    /**
     * Both edits as one. They are edits of the same annotation that touch different things.
     *
     * @throws IllegalArgumentException if both change voxels
     */
    public AnnotationEdit and(AnnotationEdit other) {
        if (!voxels.isEmpty() && !other.voxels.isEmpty()) {
            throw new IllegalArgumentException("two edits of voxels are one edit or two steps");
        }
        return new AnnotationEdit(
                voxels.isEmpty() ? other.voxels : voxels, joined(labels, other.labels), joined(states, other.states));
    }

    public boolean isEmpty() {
        return voxels.isEmpty() && labels.isEmpty() && states.isEmpty();
    }

    /** The edit that takes this one back. */
    public AnnotationEdit invert() {
        return new AnnotationEdit(
                voxels.invert(),
                labels.stream().map(Replacement::invert).toList().reversed(),
                states.stream().map(Replacement::invert).toList().reversed());
    }

    /** Memory held, for bounding a history. */
    public long bytes() {
        return voxels.bytes() + (long) REPLACEMENT_BYTES * (labels.size() + states.size());
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
