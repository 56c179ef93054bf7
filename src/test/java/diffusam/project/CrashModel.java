package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import diffusam.annotation.Annotation;
import diffusam.annotation.EditHistory;
import diffusam.annotation.Label;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a project must hold after each change, the naive way: whole copies, one for every undo step. */
final class CrashModel {
    private final List<Copy> done = new ArrayList<>(); // what each step started from
    private final List<String> names = new ArrayList<>();
    private final List<Copy> undone = new ArrayList<>(); // what each step taken back had led to
    private final List<String> undoneNames = new ArrayList<>();
    private Copy now;
    private ViewState view;
    private long sequence;

    /** Everything an undo step can change. */
    private record Copy(short[] voxels, Map<Integer, Label> labels, Map<SliceKey, SliceState> states) {
        static Copy of(Annotation annotation) {
            short[] voxels = new short[(int) annotation.map().grid().extent().voxels()];
            for (int p = 0; p < voxels.length; p++) {
                voxels[p] = (short) annotation.map().at((long) p);
            }
            return new Copy(voxels, annotation.labels(), annotation.states());
        }

        void assertIs(Annotation annotation) {
            Copy other = of(annotation);
            assertEquals(Arrays.toString(voxels), Arrays.toString(other.voxels));
            assertEquals(labels, other.labels);
            assertEquals(states, other.states);
        }
    }

    /** Starts from what a project holds before anything is killed. */
    CrashModel(ProjectContent content) {
        EditHistory history = new EditHistory(content.annotation(), content.done(), content.undone(), Long.MAX_VALUE);
        now = Copy.of(content.annotation());
        view = content.view();
        sequence = content.sequence();
        while (history.canUndo()) {
            names.addFirst(history.undo().name());
            done.addFirst(Copy.of(history.annotation()));
        }
        for (int n = 0; n < content.done().size(); n++) {
            history.redo();
        }
        while (history.canRedo()) {
            undoneNames.addFirst(history.redo().name());
            undone.addFirst(Copy.of(history.annotation()));
        }
    }

    long sequence() {
        return sequence;
    }

    void advanceTo(long target, long seed) {
        while (sequence < target) {
            sequence++;
            advance(CrashOp.of(seed, sequence, now.voxels.length));
        }
    }

    /** Compares everything there is; with {@code steps}, also every undo and redo step. */
    void assertIs(ProjectContent content, boolean steps) {
        assertEquals(sequence, content.sequence());
        now.assertIs(content.annotation());
        assertEquals(view, content.view());
        assertEquals(names, content.done().stream().map(EditHistory.Step::name).toList());
        assertEquals(
                undoneNames,
                content.undone().stream().map(EditHistory.Step::name).toList());
        if (steps) {
            assertSteps(new EditHistory(content.annotation(), content.done(), content.undone(), Long.MAX_VALUE));
        }
    }

    private void assertSteps(EditHistory history) {
        for (Copy before : done.reversed()) {
            history.undo();
            before.assertIs(history.annotation());
        }
        for (int n = 0; n < done.size(); n++) {
            history.redo();
        }
        for (Copy after : undone.reversed()) {
            history.redo();
            after.assertIs(history.annotation());
        }
    }

    private void advance(CrashOp op) {
        switch (op.kind()) {
            case STROKE -> paint(op, "stroke", false);
            case PROPAGATION -> paint(op, "propagation", true);
            case UNDO -> {
                if (done.isEmpty()) {
                    view = op.view(view);
                } else {
                    undone.add(now);
                    undoneNames.add(names.removeLast());
                    now = done.removeLast();
                }
            }
            case REDO -> {
                if (undone.isEmpty()) {
                    view = op.view(view);
                } else {
                    done.add(now);
                    names.add(undoneNames.removeLast());
                    now = undone.removeLast();
                }
            }
            case LABEL -> {
                Map<Integer, Label> labels = new TreeMap<>(now.labels);
                labels.put(op.newLabel().id(), op.newLabel());
                step("label", false, new Copy(now.voxels, labels, now.states));
            }
            case STATE -> {
                Map<SliceKey, SliceState> states = new TreeMap<>(now.states);
                states.put(op.key(), op.newState());
                step("state", false, new Copy(now.voxels, now.labels, states));
            }
            case LOOK -> view = op.view(view);
        }
    }

    private void paint(CrashOp op, String name, boolean extend) {
        short[] voxels = now.voxels.clone();
        for (int p = 0; p < voxels.length; p++) {
            if (op.touches(p)) {
                voxels[p] = (short) op.label();
            }
        }
        if (Arrays.equals(voxels, now.voxels)) {
            view = op.view(view);
        } else {
            step(name, extend, new Copy(voxels, now.labels, now.states));
        }
    }

    private void step(String name, boolean extend, Copy after) {
        boolean further = extend
                && undone.isEmpty()
                && !names.isEmpty()
                && names.getLast().equals(name);
        if (!further) {
            done.add(now);
            names.add(name);
        }
        undone.clear();
        undoneNames.clear();
        now = after;
    }
}
