package diffusam.annotation;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The one writer of labels: applies edits, and takes them back. Bounded by bytes; the oldest steps are forgotten first.
 * Confined to one thread (the FX thread in the Studio); the maps it hands out may go anywhere.
 */
public final class EditHistory {
    private final long maxBytes;
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private LabelMap current;
    private long bytes;

    public EditHistory(LabelMap initial, long maxBytes) {
        this.current = initial;
        this.maxBytes = maxBytes;
    }

    private record Step(String name, LabelEdit edit) {}

    public LabelMap current() {
        return current;
    }

    /** Applies an edit as one undo step; an empty edit is no step. */
    public void apply(String name, LabelEdit edit) {
        if (edit.isEmpty()) {
            return;
        }
        current = current.apply(edit);
        undone.forEach(step -> bytes -= step.edit.bytes());
        undone.clear();
        push(new Step(name, edit));
    }

    /**
     * Applies an edit as part of the newest step if that has the same name, so that masks arriving one by one are undone
     * together.
     */
    public void extend(String name, LabelEdit edit) {
        Step last = done.peekLast();
        if (last == null || !last.name.equals(name) || !undone.isEmpty()) {
            apply(name, edit);
        } else if (!edit.isEmpty()) {
            LabelMap before = current.apply(last.edit.invert());
            LabelMap after = current.apply(edit);
            done.removeLast();
            bytes -= last.edit.bytes();
            current = after;
            push(new Step(name, LabelEdit.between(before, after)));
        }
    }

    public boolean canUndo() {
        return !done.isEmpty();
    }

    public boolean canRedo() {
        return !undone.isEmpty();
    }

    /** Takes the newest step back. */
    public void undo() {
        Step step = done.removeLast();
        current = current.apply(step.edit.invert());
        undone.addLast(step);
    }

    /** Applies the step that was taken back last. */
    public void redo() {
        Step step = undone.removeLast();
        current = current.apply(step.edit);
        done.addLast(step);
    }

    private void push(Step step) {
        done.addLast(step);
        bytes += step.edit.bytes();
        while (bytes > maxBytes && done.size() > 1) {
            bytes -= done.removeFirst().edit.bytes();
        }
    }
}
