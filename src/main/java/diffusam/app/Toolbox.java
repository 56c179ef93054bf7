package diffusam.app;

import diffusam.annotation.Label;
import diffusam.viewer.BrushTool;
import diffusam.viewer.FillTool;
import diffusam.viewer.LassoTool;
import diffusam.viewer.LevelTraceTool;
import diffusam.viewer.Paint;
import diffusam.viewer.PaintOver;
import diffusam.viewer.PolygonTool;
import diffusam.viewer.PromptTool;
import diffusam.viewer.ScissorsTool;
import diffusam.viewer.ScissorsTool.Cut;
import diffusam.viewer.Tip;
import diffusam.viewer.Tool;
import diffusam.volume.Window;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The chosen tool and its settings. */
final class Toolbox {
    static final double LEAST_RADIUS_MM = 0.5;
    static final double MOST_RADIUS_MM = 100;
    private static final double STEP = 1.25;

    final ObjectProperty<ToolKind> tool = new SimpleObjectProperty<>(ToolKind.NAVIGATE);
    final ObjectProperty<Tip> tip = new SimpleObjectProperty<>(Tip.CIRCLE);
    final DoubleProperty radiusMm = new SimpleDoubleProperty(6);
    final ObjectProperty<PaintOver.Rule> paintOver = new SimpleObjectProperty<>(PaintOver.Rule.UNLOCKED);

    /** Id of the label that {@link PaintOver.Rule#ONE_LABEL} allows to be replaced. */
    final IntegerProperty onlyLabel = new SimpleIntegerProperty(Label.BACKGROUND);

    /** True if the brush paints only values within {@link #range}. */
    final BooleanProperty limited = new SimpleBooleanProperty(false);

    final ObjectProperty<Window> range = new SimpleObjectProperty<>(new Window(0, 200));

    /** Greatest difference of values that the fill tool runs over. */
    final DoubleProperty tolerance = new SimpleDoubleProperty(30);

    final ObjectProperty<Cut> cut = new SimpleObjectProperty<>(Cut.INSIDE);

    /** True if the scissors cut all slices, not only the one that is shown. */
    final BooleanProperty cutsThrough = new SimpleBooleanProperty(false);

    void enlarge() {
        radiusMm.set(Math.min(MOST_RADIUS_MM, radiusMm.get() * STEP));
    }

    void shrink() {
        radiusMm.set(Math.max(LEAST_RADIUS_MM, radiusMm.get() / STEP));
    }

    /** Radius of the tip that follows the cursor, 0 if the tool has none. */
    double tipRadiusMm() {
        return tool.get().hasTip() ? radiusMm.get() : 0;
    }

    /**
     * The chosen tool for one gesture.
     *
     * @param outliner outlines what is pointed at
     * @throws IllegalArgumentException if it does not paint
     */
    Tool newTool(Label label, Set<Integer> lockedLabels, PromptTool.Outliner outliner) {
        PaintOver over = new PaintOver(paintOver.get(), onlyLabel.get(), lockedLabels);
        return switch (tool.get()) {
            case NAVIGATE, DISTANCE, ANGLE, REGION ->
                throw new IllegalArgumentException(tool.get() + " paints nothing");
            case POLYGON -> new PolygonTool(new Paint(label.id(), false, over));
            case LASSO -> new LassoTool(new Paint(label.id(), false, over));
            case FILL -> new FillTool(tolerance.get(), new Paint(label.id(), false, over));
            case BRUSH -> new BrushTool(tip.get(), radiusMm.get(), range(), new Paint(label.id(), false, over));
            case ERASER ->
                new BrushTool(tip.get(), radiusMm.get(), Optional.empty(), new Paint(label.id(), true, over));
            case TRACE -> new LevelTraceTool(new Paint(label.id(), false, over));
            case ASSIST -> new PromptTool(new Paint(label.id(), false, over), outliner);
            case SCISSORS -> new ScissorsTool(cut.get(), cutsThrough.get(), cutting(label, lockedLabels));
        };
    }

    /** Scissors leave every other label alone. */
    private static Paint cutting(Label label, Set<Integer> lockedLabels) {
        return new Paint(label.id(), true, new PaintOver(PaintOver.Rule.EMPTY, label.id(), lockedLabels));
    }

    private Optional<Window> range() {
        return limited.get() ? Optional.of(range.get()) : Optional.empty();
    }
}
