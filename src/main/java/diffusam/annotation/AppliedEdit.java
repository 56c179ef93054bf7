package diffusam.annotation;

/**
 * An edit together with what it makes of an annotation, computed on any thread so that the thread of a history need not:
 * an edit of a whole volume takes time.
 */
public final class AppliedEdit {
    private final Annotation before;
    private final AnnotationEdit edit;
    private final Annotation after;

    private AppliedEdit(Annotation before, AnnotationEdit edit, Annotation after) {
        this.before = before;
        this.edit = edit;
        this.after = after;
    }

    /**
     * @throws IllegalArgumentException if something is not as the edit finds it
     */
    public static AppliedEdit of(Annotation before, AnnotationEdit edit) {
        return new AppliedEdit(before, edit, before.apply(edit));
    }

    public AnnotationEdit edit() {
        return edit;
    }

    public Annotation before() {
        return before;
    }

    public Annotation after() {
        return after;
    }
}
