package diffusam.viewer;

import diffusam.viewer.render.PictureRenderer;
import diffusam.viewer.render.SlicePicture;
import diffusam.viewer.render.ViewTransform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/** Small pictures of slices in rows, each with a title; a click chooses one. Drawn on a thread of its own. */
public final class ThumbnailStrip extends Region {
    private static final int SIDE = 58;
    private static final int GAP = 4;
    private static final int BACKGROUND = 0xFF000000;

    private final Canvas<List<SlicePicture>> canvas;
    private final List<Label> titles = new ArrayList<>();
    private List<SlicePicture> pictures = List.of();

    /**
     * @param onChosen gets the number of the picture that was clicked on
     */
    public ThumbnailStrip(IntConsumer onChosen) {
        getStyleClass().add("thumbnail-strip");
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        canvas = new Canvas<>("thumbnails", this::draw);
        getChildren().add(canvas);
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            int column = (int) (e.getX() / (SIDE + GAP));
            int chosen = (int) (e.getY() / (SIDE + GAP)) * columns(getWidth()) + column;
            if (column < columns(getWidth()) && chosen < pictures.size()) {
                onChosen.accept(chosen);
            }
        });
    }

    /**
     * Shows pictures in place of those before.
     *
     * @param titles one for each
     */
    public void show(List<SlicePicture> pictures, List<String> titles) {
        this.pictures = List.copyOf(pictures);
        getChildren().removeAll(this.titles);
        this.titles.clear();
        for (String text : titles) {
            Label title = new Label(text);
            title.setManaged(false);
            title.setMouseTransparent(true);
            title.getStyleClass().add("slice-caption");
            this.titles.add(title);
        }
        getChildren().addAll(this.titles);
        requestLayout();
    }

    /** Ends the strip's thread. */
    public void dispose() {
        canvas.dispose();
    }

    @Override
    protected double computePrefHeight(double width) {
        int columns = columns(width < 0 ? getWidth() : width);
        int rows = (pictures.size() + columns - 1) / columns;
        return rows * (SIDE + GAP);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (width < 1 || height < 1) {
            return;
        }
        canvas.setFitWidth(width);
        canvas.setFitHeight(height);
        canvas.draw(pictures, width, height);
        int columns = columns(width);
        for (int n = 0; n < titles.size(); n++) {
            titles.get(n).autosize();
            titles.get(n).relocate(n % columns * (SIDE + GAP) + 3.0, n / columns * (SIDE + GAP) + 1.0);
        }
    }

    private static int columns(double width) {
        return Math.max(1, (int) ((width + GAP) / (SIDE + GAP)));
    }

    private void draw(List<SlicePicture> shown, int width, int height, int[] argb) {
        Arrays.fill(argb, 0, width * height, 0);
        int[] tile = new int[SIDE * SIDE];
        int columns = columns(width);
        for (int n = 0; n < shown.size(); n++) {
            int x = n % columns * (SIDE + GAP);
            int y = n / columns * (SIDE + GAP);
            if (x + SIDE > width || y + SIDE > height) {
                continue;
            }
            Arrays.fill(tile, BACKGROUND);
            SlicePicture picture = shown.get(n);
            new PictureRenderer().render(picture, ViewTransform.fit(picture.size(), SIDE, SIDE), tile);
            for (int row = 0; row < SIDE; row++) {
                System.arraycopy(tile, row * SIDE, argb, (y + row) * width + x, SIDE);
            }
        }
    }
}
