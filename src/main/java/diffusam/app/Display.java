package diffusam.app;

import diffusam.settings.Settings.LabelStyle;
import diffusam.settings.Settings.Look;
import diffusam.viewer.render.Overlay;
import diffusam.viewer.render.Shading;
import diffusam.volume.Ijk;
import diffusam.volume.Window;
import java.util.List;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/** How all views are drawn, whatever the study. */
final class Display {
    private static final double WIDTH_A_PIXEL = 0.005;
    private static final int OUTLINE_PIXELS = 2;

    final BooleanProperty smooth = new SimpleBooleanProperty(true);
    final BooleanProperty crosshair = new SimpleBooleanProperty(true);
    final ObjectProperty<Overlay> overlay = new SimpleObjectProperty<>(Overlay.BOTH);
    final DoubleProperty opacity = new SimpleDoubleProperty(0.35);

    /** How much of a second image is mixed into the first, from 0 to 1. */
    final DoubleProperty fusion = new SimpleDoubleProperty(0.5);

    /** True if a second image stands beside the first instead of being mixed into it. */
    final BooleanProperty sideBySide = new SimpleBooleanProperty(false);

    /** The voxel under the mouse, in any view. */
    final ObjectProperty<Optional<Ijk>> hovered = new SimpleObjectProperty<>(Optional.empty());

    /** True while the key is held that shows the image alone. */
    final BooleanProperty masksHidden = new SimpleBooleanProperty(false);

    /** Id of the label whose name is being typed; 0 while none is. */
    final IntegerProperty named = new SimpleIntegerProperty(0);

    /** Begins with a look, and keeps it up to date. */
    void keepIn(ObjectProperty<Look> look) {
        smooth.set(look.get().smooth());
        crosshair.set(look.get().crosshair());
        overlay.set(overlay(look.get().labels()));
        opacity.set(look.get().opacity());
        Runnable keep = () -> look.set(new Look(smooth.get(), crosshair.get(), style(overlay.get()), opacity.get()));
        for (Observable value : List.<Observable>of(smooth, crosshair, overlay, opacity)) {
            value.subscribe(keep);
        }
    }

    private static Overlay overlay(LabelStyle style) {
        return switch (style) {
            case FILLED -> Overlay.FILLED;
            case OUTLINED -> Overlay.OUTLINED;
            case BOTH -> Overlay.BOTH;
        };
    }

    private static LabelStyle style(Overlay overlay) {
        return switch (overlay) {
            case FILLED -> LabelStyle.FILLED;
            case OUTLINED -> LabelStyle.OUTLINED;
            case BOTH, HIDDEN -> LabelStyle.BOTH;
        };
    }

    Shading shading(Window window, double deviceScale) {
        Overlay drawn = masksHidden.get() ? Overlay.HIDDEN : overlay.get();
        int outline = Math.max(1, (int) Math.round(OUTLINE_PIXELS * deviceScale));
        return new Shading(window, smooth.get(), drawn, opacity.get(), outline);
    }

    /** The window after dragging: to the right widens it, downwards makes the picture brighter. */
    static Window dragged(Window window, double dx, double dy) {
        double width = Math.max(1, window.width() * Math.exp(dx * WIDTH_A_PIXEL));
        double center = window.center() - dy * window.width() * WIDTH_A_PIXEL / 2;
        return Window.ofCenterWidth(center, width);
    }
}
