package diffusam.app;

import diffusam.viewer.Crosshair;
import diffusam.viewer.SliceInput;
import diffusam.viewer.SlicePoint;
import diffusam.volume.SliceLayout;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * The way to point without a mouse: Shift with an arrow moves the crosshair over the slice by a voxel, Enter uses the tool at
 * it.
 *
 * @param input gets what a mouse would do
 */
record CrosshairKeys(SliceInput input) {
    /** Does what a key asks for; false if it is none of these keys. */
    boolean press(KeyEvent e, OpenStudy study, SliceLayout layout) {
        Crosshair crosshair = study.crosshair.get();
        SlicePoint here = crosshair.point(layout);
        if (e.getCode() == KeyCode.ENTER) {
            input.pressed(here, false);
            input.released(here);
            return true;
        }
        if (!e.isShiftDown()
                || e.isShortcutDown()
                || e.isAltDown()
                || !e.getCode().isArrowKey()) {
            return false;
        }
        SlicePoint there = switch (e.getCode()) {
            case LEFT -> new SlicePoint(here.column() - 1, here.row());
            case RIGHT -> new SlicePoint(here.column() + 1, here.row());
            case UP -> new SlicePoint(here.column(), here.row() - 1);
            default -> new SlicePoint(here.column(), here.row() + 1);
        };
        study.crosshair.set(crosshair.movedTo(layout, crosshair.slice(layout), there));
        return true;
    }
}
