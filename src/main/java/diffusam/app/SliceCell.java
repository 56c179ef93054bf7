package diffusam.app;

import diffusam.project.ViewState;
import diffusam.viewer.Orientation;
import diffusam.viewer.SliceCaptions;
import diffusam.viewer.SliceInput;
import diffusam.viewer.SliceOrder;
import diffusam.viewer.SlicePoint;
import diffusam.viewer.SliceSlider;
import diffusam.viewer.SliceView;
import diffusam.viewer.render.SlicePicture;
import diffusam.viewer.render.ViewTransform;
import diffusam.volume.Ijk;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Window;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** One plane of the open study: view and slider, fed from the model, and the mouse turned into changes of the model. */
final class SliceCell extends BorderPane implements SliceInput {
    private final Plane plane;
    private final Role role;
    private final StudioModel model;
    private final Texts texts;
    private final Runnable onMaximise;
    private final Painting painting;
    private final Measuring measuring;
    private final SliceView view;
    private final SliceSlider slider = new SliceSlider(this::showSlice);
    private final SliderMarks marks = new SliderMarks(slider);
    private @Nullable OpenStudy study;
    private @Nullable SliceLayout sliced;
    private boolean framed;
    private boolean stale;

    /** Which image a cell shows when there are two. */
    enum Role {
        /** The one that is worked on, with the other mixed in. */
        FIRST,
        /** The other one, beside it. */
        SECOND
    }

    SliceCell(Plane plane, Role role, StudioModel model, Texts texts, Runnable onMaximise) {
        this.plane = plane;
        this.role = role;
        this.model = model;
        this.texts = texts;
        this.onMaximise = onMaximise;
        painting = new Painting(plane, model, texts);
        measuring = new Measuring(plane, model, texts);
        String name = plane.name().toLowerCase(Locale.ROOT) + (role == Role.FIRST ? "" : "-second");
        view = new SliceView(name, this);
        view.setAccessibleText(texts.of("plane." + plane));
        slider.setId("slider-" + name);
        slider.setAccessibleText(texts.of("slider." + plane));
        getStyleClass().addAll("slice-cell", "plane-" + plane.name().toLowerCase(Locale.ROOT));
        setCenter(view);
        setRight(slider);
        view.setOnTransform(this::keepFraming);
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        Display display = model.display();
        refreshOn(
                display.smooth,
                display.crosshair,
                display.overlay,
                display.opacity,
                display.masksHidden,
                display.fusion,
                display.sideBySide,
                model.toolbox().tool,
                model.toolbox().radiusMm,
                model.toolbox().tip,
                model.assist().answersProperty());
        model.fewShot().preparedSlicesProperty().subscribe(this::invalidate);
        model.workspace().follow(this::follow);
    }

    SliceView view() {
        return view;
    }

    private Subscription follow(OpenStudy opened) {
        study = opened;
        framed = false;
        painting.cancel();
        measuring.cancel();
        sliced = null;
        invalidate();
        return refreshOn(
                opened.annotationProperty(),
                opened.colorsProperty(),
                opened.crosshair,
                opened.measurements,
                opened.window,
                opened.census,
                opened.seedPlane,
                opened.selectedLabel,
                opened.second,
                opened.second.flatMap(
                        shown -> shown.map(second -> second.window).orElse(opened.window)));
    }

    private Subscription refreshOn(ObservableValue<?>... values) {
        Subscription all = Subscription.EMPTY;
        for (ObservableValue<?> value : values) {
            all = all.and(value.subscribe(this::invalidate));
        }
        return all;
    }

    /** However much changes, the cell is refreshed once. */
    private void invalidate() {
        if (!stale) {
            stale = true;
            Platform.runLater(this::refresh);
        }
    }

    private void refresh() {
        stale = false;
        OpenStudy s = study;
        if (s == null) {
            return;
        }
        SliceLayout layout = layout(s);
        if (!layout.equals(sliced)) {
            sliced = layout;
            painting.cancel();
            measuring.cancel();
            slider.setSlices(layout.slices(), order(s).lastFirst());
            marks.forget();
        }
        int slice = s.crosshair.get().slice(layout);
        painting.giveUpElsewhere(s);
        measuring.giveUpElsewhere(s);
        view.show(new SlicePicture(
                s.image(),
                s.second.get().map(second -> second.fused(weight())),
                layout,
                slice,
                s.map(),
                painting.draft().map(draft -> draft),
                s.colorsProperty().get(),
                model.display().shading(s.window.get(), deviceScale())));
        frame(s);
        view.annotate(captions(s, layout, slice));
        slider.setSlice(slice);
        marks.show(s, plane, model.fewShot().preparedSlicesProperty().get());
    }

    /** Shows the part of the slices that was shown when the study was left; all of them at first. */
    private void frame(OpenStudy s) {
        if (framed || role == Role.SECOND) {
            return;
        }
        ViewState.Framing kept = s.framings.get(plane);
        view.transform().ifPresent(t -> {
            framed = true;
            if (kept == null) {
                view.fit();
            } else {
                view.setTransform(ViewTransform.framed(
                        t.slice(), t.width(), t.height(), kept.zoom(), kept.centreXMm(), kept.centreYMm()));
            }
        });
    }

    private void keepFraming(ViewTransform t) {
        OpenStudy s = study;
        if (s != null && framed && role == Role.FIRST) {
            s.framings.put(plane, new ViewState.Framing(plane, t.zoom(), t.centreXMm(), t.centreYMm()));
        }
    }

    private double weight() {
        return role == Role.SECOND
                ? 1
                : model.display().sideBySide.get() ? 0 : model.display().fusion.get();
    }

    /** The window that the cell's image is shown in, and that dragging changes. */
    private ObjectProperty<Window> window(OpenStudy s) {
        return role == Role.SECOND ? s.second.get().map(second -> second.window).orElse(s.window) : s.window;
    }

    private SliceCaptions captions(OpenStudy s, SliceLayout layout, int slice) {
        Window window = window(s).get();
        return new SliceCaptions(
                title(s, slice + 1, layout.slices()),
                texts.of("view.window", Math.round(window.center()), Math.round(window.width())),
                new StateTexts(texts).of(s, plane, slice),
                Optional.of(Orientation.of(layout)),
                model.display().crosshair.get() ? Optional.of(s.crosshair.get().point(layout)) : Optional.empty(),
                model.toolbox().tipRadiusMm(),
                model.toolbox().tip.get(),
                painting.line(),
                measuring.figures(s));
    }

    private String title(OpenStudy s, int number, int slices) {
        String title = texts.of("view.title", texts.of("plane." + plane), number, slices);
        return role == Role.FIRST
                ? title
                : s.second.get().map(second -> title + "\n" + second.name()).orElse(title);
    }

    @Override
    public void scrolled(int notches) {
        if (study != null) {
            SliceLayout layout = layout(study);
            showSlice(order(study).after(study.crosshair.get().slice(layout), -notches));
        }
    }

    private void showSlice(int slice) {
        OpenStudy s = study;
        if (s != null) {
            SliceLayout layout = layout(s);
            s.crosshair.set(s.crosshair.get().onSlice(layout, Math.clamp(slice, 0, layout.slices() - 1)));
        }
    }

    @Override
    public void hovered(Optional<SlicePoint> point) {
        OpenStudy s = study;
        model.display().hovered.set(s == null ? Optional.empty() : point.map(p -> index(s, p)));
        point.ifPresent(painting::hover);
        point.ifPresent(measuring::move);
        boolean aimed = painting.isAiming();
        if (s != null) {
            painting.aim(s, point.orElse(null));
        }
        if (painting.isUnderway() || measuring.isUnderway() || painting.isAiming() || aimed) {
            invalidate();
        }
    }

    @Override
    public void windowDragged(double dx, double dy) {
        if (study != null) {
            ObjectProperty<Window> window = window(study);
            window.set(Display.dragged(window.get(), dx, dy));
        }
    }

    @Override
    public void pressed(SlicePoint point, boolean navigates) {
        OpenStudy s = study;
        if (s == null) {
            return;
        }
        if (navigates || model.toolbox().tool.get() == ToolKind.NAVIGATE) {
            navigateTo(point);
        } else if (model.toolbox().tool.get().measures()) {
            measuring.press(s, point);
            invalidate();
        } else {
            painting.press(s, point);
            invalidate();
        }
    }

    @Override
    public void dragged(SlicePoint point) {
        if (painting.isUnderway()) {
            painting.drag(point);
            invalidate();
        } else if (measuring.isUnderway()) {
            measuring.move(point);
            invalidate();
        } else if (model.toolbox().tool.get() == ToolKind.NAVIGATE) {
            navigateTo(point);
        }
    }

    @Override
    public void released(SlicePoint point) {
        if (study != null) {
            measuring.release(study, point);
            painting.release(study, point);
            invalidate();
        }
    }

    @Override
    public void doubleClicked(SlicePoint point) {
        ToolKind tool = model.toolbox().tool.get();
        if (tool.takesEveryClick()) {
            pressed(point, false);
        } else if (!tool.paints()) {
            measuring.cancel();
            onMaximise.run();
        } else if (study != null) {
            painting.finish(study);
            invalidate();
        }
    }

    private void navigateTo(SlicePoint point) {
        if (study != null) {
            SliceLayout layout = layout(study);
            int slice = study.crosshair.get().slice(layout);
            study.crosshair.set(study.crosshair.get().movedTo(layout, slice, point));
        }
    }

    private void keyPressed(KeyEvent e) {
        if (study != null && !painting.isUnderway() && new CrosshairKeys(this).press(e, study, layout(study))) {
            e.consume();
            return;
        }
        int notches = e.getCode() == KeyCode.UP ? 1 : e.getCode() == KeyCode.DOWN ? -1 : 0;
        if (notches != 0 && !e.isShortcutDown()) {
            scrolled(notches);
            e.consume();
        } else if (study != null && painting.isUnderway() && e.getCode() == KeyCode.ENTER) {
            painting.finish(study);
            invalidate();
            e.consume();
        } else if (e.getCode() == KeyCode.ESCAPE) {
            painting.cancel();
            measuring.cancel();
            invalidate();
        }
    }

    /** Of the image, whatever the view is cut along. */
    private Ijk index(OpenStudy s, SlicePoint p) {
        SliceLayout layout = layout(s);
        Ijk shown = layout.toIndex(s.crosshair.get().slice(layout), p.column(), p.row());
        return s.cuts().isStraightened() ? s.grid().toIndex(layout.grid().toLps(shown)) : shown;
    }

    private SliceLayout layout(OpenStudy s) {
        return s.cuts().shown(plane);
    }

    private SliceOrder order(OpenStudy s) {
        return SliceOrder.of(layout(s));
    }

    private double deviceScale() {
        return getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX();
    }
}
