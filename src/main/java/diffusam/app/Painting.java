package diffusam.app;

import diffusam.annotation.Label;
import diffusam.viewer.SlicePoint;
import diffusam.viewer.Stroke;
import diffusam.viewer.Tool;
import diffusam.viewer.ToolSlice;
import diffusam.volume.Plane;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tool's gesture in one view: what it touches, and the edit it ends in. FX thread only. */
final class Painting {
    /** What takes longer is done in the background. */
    private static final long MOST_VOXELS_AT_ONCE = 500_000;

    private final Plane plane;
    private final StudioModel model;
    private final Texts texts;
    private @Nullable Tool tool;
    private @Nullable Tool aim;
    private ToolKind kind = ToolKind.NAVIGATE;
    private int slice;
    private @Nullable OpenStudy toldOf;

    Painting(Plane plane, StudioModel model, Texts texts) {
        this.plane = plane;
        this.model = model;
        this.texts = texts;
    }

    boolean isUnderway() {
        return tool != null;
    }

    /** Begins a gesture, or goes on with one, on the slice that the view shows. */
    void press(OpenStudy study, SlicePoint point) {
        aim = null;
        giveUpElsewhere(study);
        Tool going = tool;
        if (going == null) {
            Optional<Label> label = labelToPaint(study);
            if (label.isEmpty()) {
                return;
            }
            going = model.toolbox().newTool(label.get(), study.lockedLabels(), model.assist());
            kind = model.toolbox().tool.get();
            slice = shownSlice(study);
            tool = going;
        }
        going.press(new ToolSlice(study.image(), study.map(), study.cuts().shown(plane), slice), point);
    }

    void drag(SlicePoint point) {
        if (tool != null) {
            tool.drag(point);
        }
    }

    void hover(SlicePoint point) {
        if (tool != null) {
            tool.hover(point);
        }
    }

    /** Shows what pressing here would paint, before it is pressed; {@code null} takes that away. */
    void aim(OpenStudy study, @Nullable SlicePoint point) {
        Optional<Label> label = study.selected().filter(l -> !l.locked());
        if (point == null
                || tool != null
                || label.isEmpty()
                || !model.toolbox().tool.get().aims()) {
            aim = null;
        } else {
            Tool aiming = model.toolbox().newTool(label.get(), study.lockedLabels(), model.assist());
            aiming.press(
                    new ToolSlice(study.image(), study.map(), study.cuts().shown(plane), shownSlice(study)), point);
            aim = aiming;
        }
    }

    boolean isAiming() {
        return aim != null;
    }

    void release(OpenStudy study, SlicePoint point) {
        if (tool != null) {
            end(study, tool, tool.release(point));
        }
    }

    /** Ends a gesture that outlasts the button. */
    void finish(OpenStudy study) {
        if (tool != null) {
            end(study, tool, tool.finish());
        }
    }

    void cancel() {
        tool = null;
    }

    /** A gesture belongs to one slice and one tool; showing another slice or choosing another tool gives it up. */
    void giveUpElsewhere(OpenStudy study) {
        if (tool != null
                && (slice != shownSlice(study) || kind != model.toolbox().tool.get())) {
            cancel();
        }
        if (!model.toolbox().tool.get().aims()) {
            aim = null;
        }
    }

    Optional<Stroke> draft() {
        return Optional.ofNullable(tool).flatMap(Tool::draft);
    }

    List<SlicePoint> line() {
        Tool shown = tool == null ? aim : tool;
        return shown == null ? List.of() : shown.line();
    }

    private void end(OpenStudy study, Tool ending, Optional<Stroke> stroke) {
        if (!ending.goesOn()) {
            tool = null;
        }
        stroke.ifPresent(s -> paint(study, s));
    }

    private void paint(OpenStudy study, Stroke stroke) {
        String step = texts.of("step." + kind);
        if (study.cuts().isStraightened() && toldOf != study) {
            toldOf = study;
            model.notices().tell(texts.of("notice.acrossSlices"));
        }
        if (stroke.voxels() <= MOST_VOXELS_AT_ONCE) {
            study.paint(step, stroke.edit(study.map()), plane);
        } else {
            model.workspace().edit(step, stroke::edit, edit -> study.paint(step, edit, plane));
        }
    }

    /** The selected label; the first one is made when somebody starts painting without any. */
    private Optional<Label> labelToPaint(OpenStudy study) {
        if (study.labels().isEmpty()) {
            study.list().add(texts.of("step.addLabel"));
        }
        Optional<Label> label = study.selected();
        if (label.filter(Label::locked).isPresent()) {
            model.notices().warn(texts.of("notice.locked", label.get().name()));
            return Optional.empty();
        }
        label.ifPresent(l -> study.hiddenLabels.remove(l.id()));
        return label;
    }

    private int shownSlice(OpenStudy study) {
        return study.crosshair.get().slice(study.cuts().shown(plane));
    }
}
