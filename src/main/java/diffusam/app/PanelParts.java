package diffusam.app;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** What the parts of a panel are made of. */
final class PanelParts {
    private PanelParts() {}

    /** Shows a part, or hides it so that it takes no room. */
    static void show(Node part, boolean shown) {
        part.setVisible(shown);
        part.setManaged(shown);
    }

    /** A text of several lines that is never cut off. */
    static Label text(String styleClass) {
        Label label = new Label();
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(styleClass);
        return label;
    }
}
