package diffusam.app;

import static diffusam.app.CommandTable.SEPARATOR;

import diffusam.viewer.PaintOver;
import diffusam.viewer.render.Overlay;
import diffusam.volume.Plane;
import diffusam.volume.Window;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/** Fills the command table: what can be done, by which keys, and when. */
final class StudioCommands {
    private static final ObservableBooleanValue ALWAYS = new SimpleBooleanProperty(true);

    private final StudioModel model;
    private final Exports exports;
    private final Texts texts;
    private final Keys keys;
    private final CommandTable.Builder table = new CommandTable.Builder();
    private final BooleanProperty canUndo = new SimpleBooleanProperty(false);
    private final BooleanProperty canRedo = new SimpleBooleanProperty(false);
    private final BooleanProperty canPropagate = new SimpleBooleanProperty(false);
    private final BooleanProperty isOblique = new SimpleBooleanProperty(false);
    private final BooleanBinding hasStudy;

    StudioCommands(StudioModel model, Exports exports, Texts texts) {
        this.model = model;
        this.exports = exports;
        this.texts = texts;
        keys = model.preferences().keys;
        hasStudy = Bindings.createBooleanBinding(
                () -> model.workspace().open().isPresent(), model.workspace().openProperty());
        model.workspace().follow(study -> {
            isOblique.set(study.cuts().isOblique());
            return study.annotationProperty().subscribe(annotation -> {
                canUndo.set(study.undoName().isPresent());
                canRedo.set(study.redoName().isPresent());
                canPropagate.set(!annotation.labels().isEmpty());
            });
        });
    }

    /** What the window offers to commands. */
    interface Shell {
        void openImage();

        void openFolder();

        void openProject();

        void saveProject();

        void saveProjectAs();

        void openSecond();

        void openLabels();

        void saveLabels();

        void exportLabels(LabelForm form);

        void exportDeidentified();

        void quit();

        void fitViews();

        void showAllViews();

        void showAlone(Plane plane);

        void showSurfacesAlone();

        void showPalette();

        void showTour();

        void showModels();

        void showArchive();

        void showShortcuts();

        void showAbout();
    }

    CommandTable build(Shell shell, ScanCommands scans) {
        files(shell);
        scans.addTo(table);
        edits();
        views(shell, scans);
        tools();
        new LabelCommands(model, exports, texts).addTo(table, hasStudy, canPropagate);
        table.menu("menu.segment");
        add("train", "Shortcut+T", "mdi2c-creation", this::train, canPropagate);
        add("trainAfresh", "Shortcut+Shift+T", "", () -> withStudy(model.fewShot()::startAfresh), canPropagate);
        add("propagateKept", null, "", () -> withStudy(model.fewShot()::propagateWithKept), canPropagate);
        add(
                "cancelRun",
                null,
                "mdi2s-stop-circle-outline",
                model.fewShot()::cancel,
                model.fewShot().runningProperty());
        table.separator();
        add("nextSeed", "W", "mdi2l-lightbulb-on-outline", () -> withStudy(this::goToNextSeed), canPropagate);
        add("leastCertain", "U", "", () -> withStudy(s -> s.review().goToLeastCertain()), canPropagate);
        add("accept", "Y", "", this::accept, canPropagate);
        add("redoSlice", "J", "", () -> withStudy(this::redoSlice), canPropagate);
        add("absent", "M", "", () -> withStudy(s -> s.review().markAbsent(texts.of("step.absent"))), canPropagate);
        table.separator();
        add("models", null, "", shell::showModels, ALWAYS);
        new SettingsCommands(model, texts).addTo(table);
        table.menu("menu.help");
        add("palette", "Shortcut+Shift+P", "", shell::showPalette, ALWAYS);
        add("tour", null, "", shell::showTour, ALWAYS);
        add("shortcuts", "F1", "mdi2k-keyboard-outline", shell::showShortcuts, ALWAYS);
        add("about", null, "mdi2i-information-outline", shell::showAbout, ALWAYS);
        return table.build(List.of(
                "openImage",
                "openFolder",
                "saveProject",
                SEPARATOR,
                "undo",
                "redo",
                SEPARATOR,
                "navigate",
                "brush",
                "eraser",
                "polygon",
                "lasso",
                "fill",
                "trace",
                "assist",
                "scissors",
                "limited",
                SEPARATOR,
                "distance",
                "angle",
                "region",
                SEPARATOR,
                "filled",
                "outlined",
                "both",
                SEPARATOR,
                "smooth",
                "crosshair",
                "fit",
                "allViews"));
    }

    private void files(Shell shell) {
        table.menu("menu.file");
        add("openImage", "Shortcut+O", "mdi2f-file-outline", shell::openImage, ALWAYS);
        add("openFolder", "Shortcut+Shift+O", "mdi2f-folder-open-outline", shell::openFolder, ALWAYS);
        add("archive", "Shortcut+Shift+A", "mdi2s-server-network", shell::showArchive, ALWAYS);
        table.separator();
        add("openProject", "Shortcut+P", "mdi2f-folder-star-outline", shell::openProject, ALWAYS);
        add("saveProject", "Shortcut+S", "mdi2c-content-save-outline", shell::saveProject, hasStudy);
        add("saveProjectAs", "Shortcut+Shift+S", "", shell::saveProjectAs, hasStudy);
        table.separator();
        add("openLabels", "Shortcut+L", "mdi2l-layers-outline", shell::openLabels, hasStudy);
        add("saveLabels", "Shortcut+E", "mdi2e-export", shell::saveLabels, hasStudy);
        BooleanBinding hasSeries = Bindings.createBooleanBinding(
                () -> model.workspace().open().stream().anyMatch(s -> s.study().series() != null),
                model.workspace().openProperty());
        add("export.SEGMENTATION", null, "", () -> shell.exportLabels(LabelForm.SEGMENTATION), hasSeries);
        add("export.STRUCTURES", null, "", () -> shell.exportLabels(LabelForm.STRUCTURES), hasSeries);
        add("exportDeidentified", null, "", shell::exportDeidentified, hasSeries);
        add("exportSurfaces", null, "", exports::exportSurfaces, canPropagate);
        add("exportMeasurements", null, "mdi2t-table-arrow-down", exports::exportMeasurements, hasStudy);
        add("copyMeasurements", null, "mdi2c-content-copy", exports::copyMeasurements, hasStudy);
        table.separator();
        add("quit", "Shortcut+Q", "", shell::quit, ALWAYS);
    }

    private void edits() {
        table.menu("menu.edit");
        add("undo", "Shortcut+Z", "mdi2u-undo", model.workspace()::undo, canUndo);
        add("redo", "Shortcut+Shift+Z", "mdi2r-redo", model.workspace()::redo, canRedo);
    }

    private void views(Shell shell, ScanCommands scans) {
        Display display = model.display();
        table.menu("menu.view");
        add("fit", "F", "mdi2f-fit-to-page-outline", shell::fitViews, hasStudy);
        add("allViews", "Shortcut+0", "mdi2v-view-grid-outline", shell::showAllViews, hasStudy);
        for (Plane plane : Plane.values()) {
            String keys = "Shortcut+" + (plane.ordinal() + 1);
            add("alone." + plane, keys, "", () -> shell.showAlone(plane), hasStudy);
        }
        add("aloneSurfaces", "Shortcut+4", "", shell::showSurfacesAlone, hasStudy);
        table.separator();
        for (WindowPreset preset : WindowPreset.values()) {
            String key = Integer.toString(preset.ordinal() + 1);
            add("window." + preset, key, "", () -> setWindow(preset.window()), hasStudy);
        }
        add(
                "window.AUTOMATIC",
                "0",
                "",
                () -> withStudy(s -> s.window.set(s.study().automaticWindow())),
                hasStudy);
        table.separator();
        overlay("filled", Overlay.FILLED, "mdi2s-square");
        overlay("outlined", Overlay.OUTLINED, "mdi2s-square-outline");
        overlay("both", Overlay.BOTH, "mdi2c-checkbox-intermediate");
        add("nextOverlay", "O", "", this::nextOverlay, ALWAYS);
        table.separator();
        toggle("smooth", "S", "mdi2b-blur", display.smooth);
        toggle("crosshair", "X", "mdi2c-crosshairs", display.crosshair);
        add(
                "straighten",
                "Shift+X",
                "mdi2a-axis-arrow",
                () -> withStudy(s -> s.cuts().straighten(!s.cuts().isStraightened())),
                isOblique);
        scans.addSecondTo(table, shell::openSecond);
    }

    private void tools() {
        table.menu("menu.tools");
        tool("navigate", "N", ToolKind.NAVIGATE, "mdi2c-cursor-default-outline");
        tool("brush", "B", ToolKind.BRUSH, "mdi2b-brush");
        tool("eraser", "E", ToolKind.ERASER, "mdi2e-eraser");
        tool("polygon", "P", ToolKind.POLYGON, "mdi2v-vector-polygon");
        tool("lasso", "L", ToolKind.LASSO, "mdi2l-lasso");
        tool("fill", "G", ToolKind.FILL, "mdi2f-format-color-fill");
        tool("trace", "V", ToolKind.TRACE, "mdi2m-map-marker-path");
        tool("assist", "K", ToolKind.ASSIST, "mdi2a-auto-fix");
        tool("scissors", "C", ToolKind.SCISSORS, "mdi2c-content-cut");
        table.separator();
        tool("distance", "D", ToolKind.DISTANCE, "mdi2r-ruler");
        tool("angle", "Shift+D", ToolKind.ANGLE, "mdi2a-angle-acute");
        tool("region", "R", ToolKind.REGION, "mdi2e-ellipse-outline");
        table.separator();
        add("smaller", "Open Bracket", "", model.toolbox()::shrink, ALWAYS);
        add("larger", "Close Bracket", "", model.toolbox()::enlarge, ALWAYS);
        toggle("limited", "T", "mdi2t-tune-vertical", model.toolbox().limited);
        table.separator();
        paintOver("overUnlocked", PaintOver.Rule.UNLOCKED);
        paintOver("overEmpty", PaintOver.Rule.EMPTY);
        paintOver("overAll", PaintOver.Rule.ALL);
    }

    /** One slice after the other, the least certain first. */
    private void accept() {
        withStudy(study -> {
            study.review().accept(texts.of("step.accept"));
            study.review().goToLeastCertain();
        });
    }

    private void goToNextSeed(OpenStudy study) {
        SeedAdvice.of(study, model.fewShot().nextProperty().get())
                .ifPresentOrElse(
                        advice -> study.review().goTo(advice.label().id(), advice.slice()),
                        () -> model.notices().tell(texts.of("advice.none")));
    }

    private void redoSlice(OpenStudy study) {
        int slice = study.crosshair.get().slice(study.seedLayout());
        study.review().forget(texts.of("step.redoSlice"));
        model.fewShot().redo(study, slice);
    }

    private void train() {
        withStudy(model.fewShot()::start);
    }

    private void nextOverlay() {
        model.display()
                .overlay
                .set(
                        switch (model.display().overlay.get()) {
                            case FILLED -> Overlay.OUTLINED;
                            case OUTLINED -> Overlay.BOTH;
                            case BOTH, HIDDEN -> Overlay.FILLED;
                        });
    }

    private void setWindow(Window window) {
        withStudy(study -> study.window.set(window));
    }

    private void withStudy(Consumer<OpenStudy> action) {
        model.workspace().open().ifPresent(action);
    }

    private void overlay(String id, Overlay overlay, String icon) {
        addSwitch(
                id,
                null,
                icon,
                () -> model.display().overlay.set(overlay),
                model.display().overlay.isEqualTo(overlay));
    }

    private void tool(String id, String key, ToolKind kind, String icon) {
        addSwitch(
                id,
                key,
                icon,
                () -> model.toolbox().tool.set(kind),
                model.toolbox().tool.isEqualTo(kind));
    }

    private void paintOver(String id, PaintOver.Rule rule) {
        addSwitch(
                id,
                null,
                "",
                () -> model.toolbox().paintOver.set(rule),
                model.toolbox().paintOver.isEqualTo(rule));
    }

    private void toggle(String id, String key, String icon, BooleanProperty property) {
        addSwitch(id, key, icon, () -> property.set(!property.get()), property);
    }

    private void addSwitch(
            String id, @Nullable String keys, String icon, Runnable action, ObservableBooleanValue selected) {
        table.add(new Command(id, texts.of("command." + id), this.keys.of(id, keys), icon, action, ALWAYS, selected));
    }

    private void add(String id, @Nullable String keys, String icon, Runnable action, ObservableBooleanValue enabled) {
        table.add(new Command(id, texts.of("command." + id), this.keys.of(id, keys), icon, action, enabled, null));
    }
}
