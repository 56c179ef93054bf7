package diffusam.app;

import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.Islands;
import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.annotation.Smoothing;
import diffusam.engine.Method;
import diffusam.io.label.LabelPreset;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/** The commands that concern the table of labels. */
final class LabelCommands {
    private static final long SMALL_ISLAND_VOXELS = 50;
    private static final double SMOOTHING_MM = 2;

    private final StudioModel model;
    private final Exports exports;
    private final Texts texts;

    LabelCommands(StudioModel model, Exports exports, Texts texts) {
        this.model = model;
        this.exports = exports;
        this.texts = texts;
    }

    /**
     * @param hasStudy true while a study is open
     * @param hasLabels true while it has labels
     */
    void addTo(CommandTable.Builder table, ObservableBooleanValue hasStudy, ObservableBooleanValue hasLabels) {
        table.menu("menu.labels");
        add(table, "addLabel", "A", this::addLabel, hasStudy);
        add(table, "renameLabel", "F2", s -> model.display().named.set(s.selectedLabel.get()), hasLabels);
        add(table, "nextLabel", "Period", s -> s.list().selectNext(1), hasStudy);
        add(table, "previousLabel", "Comma", s -> s.list().selectNext(-1), hasStudy);
        add(table, "moveLabelUp", "Alt+Up", s -> move(s, -1), hasLabels);
        add(table, "moveLabelDown", "Alt+Down", s -> move(s, 1), hasLabels);
        add(table, "solo", "H", s -> s.list().toggleSolo(), hasLabels);
        add(table, "showAllLabels", "Shift+H", s -> s.hiddenLabels.clear(), hasLabels);
        table.separator();
        add(table, "copyDown", "Shortcut+Down", s -> s.review().copyToNext(texts.of("step.copy"), 1), hasLabels);
        add(table, "copyUp", "Shortcut+Up", s -> s.review().copyToNext(texts.of("step.copy"), -1), hasLabels);
        add(table, "fillBetween", "I", s -> model.fewShot().start(s, Method.INTERPOLATE), hasLabels);
        table.separator();
        add(table, "keepLargest", null, s -> edit(s, "keepLargest", Islands::keepLargest), hasLabels);
        add(table, "removeSmall", null, s -> edit(s, "removeSmall", LabelCommands::withoutSmall), hasLabels);
        add(table, "fillHoles", null, s -> edit(s, "fillHoles", Islands::fillHoles), hasLabels);
        add(table, "smooth3d", null, s -> edit(s, "smooth3d", LabelCommands::smoothed), hasLabels);
        add(table, "smooth2d", null, this::smoothOnSlices, hasLabels);
        lists(table, hasStudy, hasLabels);
    }

    /** Adds a label and lets its name be typed. */
    private void addLabel(OpenStudy study) {
        study.list().add(texts.of("step.addLabel"));
        model.display().named.set(study.selectedLabel.get());
    }

    private void lists(CommandTable.Builder table, ObservableBooleanValue hasStudy, ObservableBooleanValue hasLabels) {
        table.separator();
        for (LabelPreset preset : LabelPreset.values()) {
            add(table, "preset." + preset, null, s -> addPreset(s, preset), hasStudy);
        }
        table.separator();
        add(table, "importLabelList", null, s -> exports.importLabelList(), hasStudy);
        add(table, "exportLabelList", null, s -> exports.exportLabelList(), hasLabels);
    }

    /** Changes the selected label in the whole volume, unless it is locked. */
    private void edit(OpenStudy study, String id, BiFunction<LabelMap, Integer, LabelEdit> computation) {
        study.selected()
                .filter(label -> !label.locked())
                .ifPresent(label ->
                        model.workspace().edit(texts.of("command." + id), map -> computation.apply(map, label.id())));
    }

    private static LabelEdit withoutSmall(LabelMap map, int label) {
        return Islands.removeSmall(map, label, SMALL_ISLAND_VOXELS);
    }

    private static LabelEdit smoothed(LabelMap map, int label) {
        return Smoothing.inVolume(map, label, SMOOTHING_MM);
    }

    private void smoothOnSlices(OpenStudy study) {
        int axis = study.seedLayout().sliceAxis();
        edit(study, "smooth2d", (map, label) -> Smoothing.onSlices(map, label, SMOOTHING_MM, axis));
    }

    private void addPreset(OpenStudy study, LabelPreset preset) {
        AnnotationEdit edit = LabelChanges.addPreset(study.annotation(), preset.labels());
        if (edit.isEmpty()) {
            model.notices().tell(texts.of("notice.presetThere"));
        }
        study.apply(texts.of("step.preset"), edit);
    }

    private void move(OpenStudy study, int steps) {
        List<Label> order = study.labels();
        Optional<Label> selected = study.selected();
        selected.ifPresent(label ->
                study.list().move(texts.of("step.moveLabel"), label.id(), Math.max(0, order.indexOf(label) + steps)));
    }

    private void add(
            CommandTable.Builder table,
            String id,
            @Nullable String keys,
            Consumer<OpenStudy> action,
            ObservableBooleanValue enabled) {
        Runnable onStudy = () -> model.workspace().open().ifPresent(action);
        table.add(new Command(
                id, texts.of("command." + id), model.preferences().keys.of(id, keys), "", onStudy, enabled, null));
    }
}
