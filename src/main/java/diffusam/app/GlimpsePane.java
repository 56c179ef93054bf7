package diffusam.app;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Covers the views with one slice of what is being opened, so that nothing of another patient is beside it. */
final class GlimpsePane extends Region {
    private static final double MARGIN = 12;

    private final ImageView picture = new ImageView();
    private final Label title = new Label();
    private final VBox caption;

    GlimpsePane(ReadOnlyObjectProperty<Optional<Glimpse>> glimpse, Texts texts) {
        setId("glimpse");
        getStyleClass().add("slice-view");
        picture.setPreserveRatio(true);
        title.getStyleClass().add("glimpse-title");
        Label partly = new Label(texts.of("glimpse.one"));
        partly.getStyleClass().add("slice-caption");
        caption = new VBox(title, partly);
        caption.setAlignment(Pos.TOP_LEFT);
        getChildren().addAll(picture, caption);
        glimpse.subscribe(seen -> {
            setVisible(seen.isPresent());
            picture.setImage(seen.map(g -> g.picture().image()).orElse(null));
            title.setText(seen.map(g -> texts.of("job.open", g.name())).orElse(""));
        });
    }

    @Override
    protected void layoutChildren() {
        double side = Math.min(getWidth(), getHeight());
        picture.setFitWidth(side);
        picture.setFitHeight(side);
        picture.relocate((getWidth() - side) / 2, (getHeight() - side) / 2);
        caption.resizeRelocate(MARGIN, MARGIN, getWidth() - 2 * MARGIN, caption.prefHeight(-1));
    }
}
