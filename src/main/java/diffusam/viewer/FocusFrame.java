package diffusam.viewer;

import javafx.scene.layout.Region;

/** Lies over a picture, and shows by its border, a matter of CSS, that the keys go there. */
final class FocusFrame extends Region {
    FocusFrame() {
        getStyleClass().add("focus-frame");
        setManaged(false);
        setMouseTransparent(true);
    }
}
