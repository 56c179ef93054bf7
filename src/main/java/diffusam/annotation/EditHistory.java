package diffusam.annotation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The one writer of an annotation: applies edits, and takes them back. Bounded by bytes; the oldest steps are forgotten
 * first. Confined to one thread (the FX thread in the Studio); the annotations and steps it hands out may go anywhere.
 */
public final class EditHistory {
    private final long maxBytes;
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private Annotation current;
    private long bytes;
    private long newestNumber;

    /** A history without steps over labels alone. */
    public EditHistory(LabelMap initial, long maxBytes) {
        this(Annotation.of(initial, List.of(), Map.of()), maxBytes);
    }

    public EditHistory(Annotation initial, long maxBytes) {
        this.current = initial;
        this.maxBytes = maxBytes;
    }

    /**
     * A history as it was: {@code done} led to {@code current}, and {@code undone} were taken back from there.
     *
     * @param done oldest first
     * @param undone in the order they were taken back
     */
    public EditHistory(Annotation current, Collection<Step> done, Collection<Step> undone, long maxBytes) {
        this(current, maxBytes);
        this.done.addAll(done);
        this.undone.addAll(undone);
        for (Collection<Step> steps : List.of(done, undone)) {
            for (Step step : steps) {
                bytes += step.bytes();
                newestNumber = Math.max(newestNumber, step.number);
            }
        }
        forget();
    }

    /**
     * What is taken back at once.
     *
     * @param number grows from step to step and is never used twice
     * @param edits in the order they were applied
     */
    public record Step(long number, String name, List<AnnotationEdit> edits) {
        public Step {
            edits = List.copyOf(edits);
        }

        long bytes() {
            return 64 + edits.stream().mapToLong(AnnotationEdit::bytes).sum();
        }
    }

    public LabelMap current() {
        return current.map();
    }

    public Annotation annotation() {
        return current;
    }

    /** The steps that can be taken back, oldest first. */
    public List<Step> done() {
        return List.copyOf(done);
    }

    /** The steps that were taken back, in that order. */
    public List<Step> undone() {
        return List.copyOf(undone);
    }

    /** Applies an edit as one undo step; an empty edit is no step. */
    public void apply(String name, LabelEdit edit) {
        apply(name, AnnotationEdit.ofVoxels(edit));
    }

    /** Applies an edit of any kind as one undo step; an empty edit is no step. */
    public void apply(String name, AnnotationEdit edit) {
        apply(newestNumber + 1, name, edit);
    }

    /**
     * Applies an edit, computed elsewhere, as one undo step.
     *
     * @throws IllegalArgumentException if it was computed for another annotation than the current one
     */
    @SuppressWarnings("ReferenceEquality") // a changed annotation is another one
    public void apply(String name, AppliedEdit applied) {
        if (applied.before() != current) {
            throw new IllegalArgumentException(name + " was computed before something else changed");
        }
        push(newestNumber + 1, name, applied.edit(), applied.after());
    }

    /** Lets the current map hold the memory of {@code twin} wherever that holds the same. */
    public void share(LabelMap twin) {
        current = current.sharing(twin);
    }

    /**
     * Applies an edit as part of the newest step if that has the same name, so that masks arriving one by one are undone
     * together.
     */
    public void extend(String name, LabelEdit edit) {
        extend(name, AnnotationEdit.ofVoxels(edit));
    }

    /** The same for an edit of any kind. */
    public void extend(String name, AnnotationEdit edit) {
        apply(extendable(name).orElse(newestNumber + 1), name, edit);
    }

    /** The number of the newest step if it is called {@code name} and can be extended. */
    public OptionalLong extendable(String name) {
        Step last = done.peekLast();
        return last != null && last.name.equals(name) && undone.isEmpty()
                ? OptionalLong.of(last.number)
                : OptionalLong.empty();
    }

    /**
     * Applies an edit as part of the newest step if that has this number, else as a new step; an empty edit is no step.
     *
     * @param number that of the newest step, or one that no step has had
     * @throws IllegalArgumentException if something is not as the edit found it; nothing has changed then
     */
    public void apply(long number, String name, AnnotationEdit edit) {
        push(number, name, edit, current.apply(edit));
    }

    private void push(long number, String name, AnnotationEdit edit, Annotation after) {
        if (edit.isEmpty()) {
            return;
        }
        current = after;
        undone.forEach(step -> bytes -= step.bytes());
        undone.clear();
        Step last = done.peekLast();
        if (last != null && last.number == number) {
            List<AnnotationEdit> edits = new ArrayList<>(last.edits);
            edits.add(edit);
            bytes -= done.removeLast().bytes();
            push(new Step(number, name, edits));
        } else {
            newestNumber = Math.max(newestNumber, number);
            push(new Step(number, name, List.of(edit)));
        }
    }

    public boolean canUndo() {
        return !done.isEmpty();
    }

    public boolean canRedo() {
        return !undone.isEmpty();
    }

    /** Takes the newest step back and returns it. */
    public Step undo() {
        return take(undoing().taken());
    }

    /** Applies the step that was taken back last, and returns it. */
    public Step redo() {
        return take(redoing().taken());
    }

    /** Taking the newest step back, to be computed elsewhere. */
    public Turn undoing() {
        return new Turn(current, done.getLast(), true);
    }

    /** Applying the step that was taken back last, to be computed elsewhere. */
    public Turn redoing() {
        return new Turn(current, undone.getLast(), false);
    }

    /**
     * Takes what was computed elsewhere, and returns the step.
     *
     * @throws IllegalArgumentException if something has changed meanwhile
     */
    @SuppressWarnings("ReferenceEquality") // a changed annotation is another one
    public Step take(Turn.Taken taken) {
        Turn turn = taken.turn();
        if (turn.before() != current) {
            throw new IllegalArgumentException(turn.step().name() + " was computed before something else changed");
        }
        current = taken.after();
        if (turn.back()) {
            undone.addLast(done.removeLast());
        } else {
            done.addLast(undone.removeLast());
        }
        return turn.step();
    }

    private void push(Step step) {
        done.addLast(step);
        bytes += step.bytes();
        forget();
    }

    private void forget() {
        while (bytes > maxBytes && done.size() > 1) {
            bytes -= done.removeFirst().bytes();
        }
    }
}
