package diffusam.app;

import diffusam.viewer.ScissorsTool.Cut;
import diffusam.viewer.Tip;
import diffusam.volume.Window;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.controlsfx.control.RangeSlider;

/** The settings of the chosen tool: size of the tip, values it paints, tolerance of the fill. */
final class ToolOptions extends HBox {
    private final Toolbox toolbox;
    private final Texts texts;
    private boolean followsModel;

    ToolOptions(StudioModel model, Texts texts) {
        this.toolbox = model.toolbox();
        this.texts = texts;
        getStyleClass().add("tool-options");
        setAlignment(Pos.CENTER_LEFT);
        RangeSlider range = range();
        getChildren().addAll(tip(), size(), range, tolerance(), cut(), over(model));
        model.workspace().follow(study -> {
            showDomain(range, study.study().automaticWindow());
            return Subscription.EMPTY;
        });
    }

    private ComboBox<Tip> tip() {
        ComboBox<Tip> choice = choice("tool.tip", "tip.", Tip.values());
        choice.setId("tip");
        choice.valueProperty().bindBidirectional(toolbox.tip);
        return shownWhile(
                choice, Bindings.createBooleanBinding(() -> toolbox.tool.get().hasTip(), toolbox.tool));
    }

    private PaintOverMenu over(StudioModel model) {
        return shownWhile(
                new PaintOverMenu(model, texts),
                Bindings.createBooleanBinding(
                        () -> toolbox.tool.get().paints() && toolbox.tool.get() != ToolKind.SCISSORS, toolbox.tool));
    }

    private HBox cut() {
        ComboBox<Cut> side = choice("tool.cut", "cut.", Cut.values());
        side.setId("cut");
        side.valueProperty().bindBidirectional(toolbox.cut);
        CheckBox through = new CheckBox(texts.of("tool.cutsThrough"));
        through.setId("cuts-through");
        through.setFocusTraversable(false);
        through.selectedProperty().bindBidirectional(toolbox.cutsThrough);
        return shownWhile(new HBox(side, through), toolbox.tool.isEqualTo(ToolKind.SCISSORS));
    }

    @SafeVarargs
    private <E extends Enum<E>> ComboBox<E> choice(String key, String prefix, E... values) {
        ComboBox<E> choice = new ComboBox<>(FXCollections.observableArrayList(values));
        choice.setConverter(texts.naming(prefix));
        choice.setFocusTraversable(false);
        choice.setTooltip(new Tooltip(texts.of(key)));
        choice.setAccessibleText(texts.of(key));
        return choice;
    }

    private HBox size() {
        Slider slider = slider(Math.log(Toolbox.LEAST_RADIUS_MM), Math.log(Toolbox.MOST_RADIUS_MM), "tool.size");
        toolbox.radiusMm.subscribe(mm -> slider.setValue(Math.log(mm.doubleValue())));
        slider.valueProperty().subscribe(log -> toolbox.radiusMm.set(Math.exp(log.doubleValue())));
        Label millimetres = value(toolbox.radiusMm, 2, "tool.mm");
        return shownWhile(
                new HBox(slider, millimetres),
                Bindings.createBooleanBinding(
                        () -> toolbox.tool.get() == ToolKind.NAVIGATE
                                || toolbox.tool.get().hasTip(),
                        toolbox.tool));
    }

    private HBox tolerance() {
        Slider slider = slider(0, 300, "tool.tolerance");
        slider.valueProperty().bindBidirectional(toolbox.tolerance);
        return shownWhile(
                new HBox(slider, value(toolbox.tolerance, 1, "tool.value")), toolbox.tool.isEqualTo(ToolKind.FILL));
    }

    private RangeSlider range() {
        RangeSlider slider = new RangeSlider(-1000, 1000, 0, 200);
        slider.setId("value-range");
        slider.setPrefWidth(150);
        slider.setFocusTraversable(false);
        slider.setTooltip(new Tooltip(texts.of("tool.range")));
        slider.setAccessibleText(texts.of("tool.range"));
        slider.lowValueProperty().subscribe(() -> readRange(slider));
        slider.highValueProperty().subscribe(() -> readRange(slider));
        return shownWhile(slider, toolbox.limited.and(toolbox.tool.isEqualTo(ToolKind.BRUSH)));
    }

    private void readRange(RangeSlider slider) {
        if (!followsModel && slider.getHighValue() > slider.getLowValue()) {
            toolbox.range.set(new Window(slider.getLowValue(), slider.getHighValue()));
        }
    }

    /** Makes room for the values that matter in a study, and begins with the brighter half of its window. */
    private void showDomain(RangeSlider slider, Window window) {
        followsModel = true;
        slider.setMin(window.low() - window.width());
        slider.setMax(window.high() + window.width());
        slider.setHighValue(window.high());
        slider.setLowValue(window.center());
        followsModel = false;
        readRange(slider);
    }

    private Label value(DoubleProperty property, double factor, String key) {
        Label label = new Label();
        label.getStyleClass().add("slider-value");
        label.textProperty().bind(property.map(v -> texts.of(key, factor * v.doubleValue())));
        return label;
    }

    private Slider slider(double least, double most, String key) {
        Slider slider = new Slider(least, most, least);
        slider.setPrefWidth(90);
        slider.setFocusTraversable(false);
        slider.setTooltip(new Tooltip(texts.of(key)));
        slider.setAccessibleText(texts.of(key));
        return slider;
    }

    private static <N extends Node> N shownWhile(N node, ObservableBooleanValue condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
        if (node instanceof HBox box) {
            box.setAlignment(Pos.CENTER_LEFT);
        }
        return node;
    }
}
