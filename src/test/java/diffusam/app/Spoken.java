package diffusam.app;

import diffusam.viewer.SliceSlider;
import diffusam.viewer.SliceView;
import diffusam.viewer.SurfaceView;
import diffusam.viewer.ThumbnailStrip;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeTableView;
import org.controlsfx.control.RangeSlider;
import org.jspecify.annotations.Nullable;

/** What a screen reader says of the things that can be used or watched. */
final class Spoken {
    private static final List<Class<? extends Node>> NAMED = List.of(
            ButtonBase.class,
            Slider.class,
            RangeSlider.class,
            ComboBoxBase.class,
            TextInputControl.class,
            ListView.class,
            TableView.class,
            TreeTableView.class,
            ProgressIndicator.class,
            SliceView.class,
            SliceSlider.class,
            SurfaceView.class,
            ThumbnailStrip.class,
            LossCurve.class);

    private final List<String> nameless = new ArrayList<>();
    private int things;

    int things() {
        return things;
    }

    List<String> nameless() {
        return nameless;
    }

    /** Looks at everything that is shown under a node. */
    void look(Node node) {
        if (!node.isVisible()) {
            return;
        }
        if (needsName(node)) {
            things++;
            if (!hasName(node)) {
                nameless.add(node.getClass().getSimpleName() + " " + node.getId() + " " + node.getStyleClass());
            }
        }
        boolean whole = node instanceof ComboBoxBase; // its parts are spoken as itself
        if (node instanceof Parent parent && !whole) {
            parent.getChildrenUnmodifiable().forEach(this::look);
        }
    }

    private static boolean needsName(Node node) {
        boolean inner =
                node.getClass().isAnonymousClass(); // a part of one of the toolkit's own controls, spoken as that
        return !inner && NAMED.stream().anyMatch(kind -> kind.isInstance(node));
    }

    private static boolean hasName(Node node) {
        return node instanceof Labeled labeled && isSaid(labeled.getText())
                || isSaid(node.getAccessibleText())
                || node.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY) instanceof Label label
                        && isSaid(label.getText());
    }

    private static boolean isSaid(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
