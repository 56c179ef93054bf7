package diffusam.annotation;

import java.util.List;

/**
 * The newest step of a history taken back, or the last one taken back applied again: computed on any thread, so that the
 * thread of the history need not, and then handed to {@link EditHistory#take}.
 *
 * @param before the annotation it starts from
 * @param back true if the step is taken back
 */
public record Turn(Annotation before, EditHistory.Step step, boolean back) {
    /**
     * What a turn makes of the annotation.
     */
    public record Taken(Turn turn, Annotation after) {}

    /** How many voxels have to be copied. */
    public long voxels() {
        long slices = step.edits().stream()
                .mapToLong(edit -> edit.voxels().slices().size())
                .sum();
        return slices
                * before.map().grid().extent().nx()
                * before.map().grid().extent().ny();
    }

    /** Computes what it makes of the annotation. */
    public Taken taken() {
        Annotation after = before;
        List<AnnotationEdit> edits = step.edits();
        for (AnnotationEdit edit : back ? edits.reversed() : edits) {
            after = after.apply(back ? edit.invert() : edit);
        }
        return new Taken(this, after);
    }
}
