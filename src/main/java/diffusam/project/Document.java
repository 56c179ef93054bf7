package diffusam.project;

import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.EditHistory;
import java.util.List;

/**
 * What a project holds, and the one place where a change takes effect, whether it comes from a person or from the journal.
 * Confined to one thread; the contents it hands out may go anywhere.
 */
final class Document {
    private final EditHistory history;
    private List<ImageReference> images;
    private ViewState view;
    private List<Measurement> measurements;
    private List<PriorReference> priors;
    private long sequence;

    Document(ProjectContent content, long maxHistoryBytes) {
        history = new EditHistory(content.annotation(), content.done(), content.undone(), maxHistoryBytes);
        images = content.images();
        view = content.view();
        measurements = content.measurements();
        priors = content.priors();
        sequence = content.sequence();
    }

    ProjectContent content() {
        return new ProjectContent(
                sequence, images, history.annotation(), history.done(), history.undone(), view, measurements, priors);
    }

    EditHistory history() {
        return history;
    }

    List<ImageReference> images() {
        return images;
    }

    ViewState view() {
        return view;
    }

    List<Measurement> measurements() {
        return measurements;
    }

    List<PriorReference> priors() {
        return priors;
    }

    long sequence() {
        return sequence;
    }

    /**
     * Lets a change take effect.
     *
     * @throws IllegalArgumentException if the document is not what the change was made for; nothing has changed then
     */
    void apply(long sequence, Change change) {
        switch (change) {
            case Change.Edited edited -> history.apply(edited.step(), edited.name(), edited.edit());
            case Change.Undone undone -> {
                require(history.canUndo() && history.done().getLast().number() == undone.step(), change);
                history.undo();
            }
            case Change.Redone redone -> {
                require(history.canRedo() && history.undone().getLast().number() == redone.step(), change);
                history.redo();
            }
            case Change.ImagesChosen chosen -> images = chosen.images();
            case Change.Looked looked -> view = looked.view();
            case Change.Measured measured -> measurements = measured.measurements();
            case Change.PriorsChosen chosen -> priors = chosen.priors();
        }
        this.sequence = sequence;
    }

    /**
     * Lets as much of a change take effect as makes sense after changes before it were lost.
     *
     * @return false if that is nothing
     */
    boolean applyWhatFits(long sequence, Change change) {
        try {
            if (change instanceof Change.Edited edited) {
                AnnotationEdit edit = history.annotation().rebase(edited.edit());
                apply(sequence, new Change.Edited(edited.step(), edited.name(), edit));
            } else {
                apply(sequence, change);
            }
            return true;
        } catch (IllegalArgumentException e) {
            this.sequence = sequence;
            return false;
        }
    }

    /** Passes over a change that cannot be read. */
    void skip(long sequence) {
        this.sequence = sequence;
    }

    private static void require(boolean fits, Change change) {
        if (!fits) {
            throw new IllegalArgumentException("not the newest step: " + change);
        }
    }
}
