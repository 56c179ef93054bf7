package diffusam.app;

import diffusam.annotation.Label;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a person does to the list of labels of a study; each change is one undo step of the name given. FX thread only. */
final class LabelList {
    private final OpenStudy study;

    LabelList(OpenStudy study) {
        this.study = study;
    }

    /** Adds a label with the lowest free id and selects it. */
    void add(String stepName) {
        Label added = LabelChanges.another(study.annotation());
        study.apply(stepName, study.annotation().put(added));
        study.selectedLabel.set(added.id());
    }

    /** Changes a label's name, colour, lock or code. */
    void change(String stepName, int id, UnaryOperator<Label> change) {
        study.label(id)
                .ifPresent(label -> study.apply(stepName, study.annotation().put(change.apply(label))));
    }

    /** Puts a label at a place of the list, counted from 0. */
    void move(String stepName, int id, int place) {
        study.apply(stepName, LabelChanges.move(study.annotation(), id, place));
    }

    /** Removes a label with everything painted with it. */
    void delete(String stepName, int id) {
        study.label(id)
                .ifPresent(label -> study.apply(stepName, study.annotation().remove(label)));
    }

    /** Shows the selected label alone, or all again if it is. No undo step. */
    void toggleSolo() {
        Set<Integer> others = new HashSet<>(study.annotation().labels().keySet());
        others.remove(study.selectedLabel.get());
        if (study.hiddenLabels.equals(others)) {
            study.hiddenLabels.clear();
        } else {
            study.hiddenLabels.addAll(others);
            study.hiddenLabels.retainAll(others);
        }
    }

    /** Selects the label {@code steps} further down, round the end. No undo step. */
    void selectNext(int steps) {
        List<Integer> ids = study.labels().stream().map(Label::id).toList();
        if (!ids.isEmpty()) {
            study.selectedLabel.set(ids.get(Math.floorMod(ids.indexOf(study.selectedLabel.get()) + steps, ids.size())));
        }
    }
}
