package diffusam.app;

import diffusam.viewer.SliceSlider;
import diffusam.viewer.SliceView;
import diffusam.viewer.SurfaceView;
import diffusam.viewer.ThumbnailStrip;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import org.controlsfx.control.RangeSlider;

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
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::look);
        }
    }

    private static boolean needsName(Node node) {
        boolean inner =
                node.getClass().isAnonymousClass(); // a part of one of the toolkit's own controls, spoken as that
        return !inner && NAMED.stream().anyMatch(kind -> kind.isInstance(node));
    }

    private static boolean hasName(Node node) {
        boolean labelled = node instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isBlank();
        return labelled
                || node.getAccessibleText() != null && !node.getAccessibleText().isBlank();
    }
}
