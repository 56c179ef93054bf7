package diffusam.viewer;

import diffusam.viewer.render.ViewTransform;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/** What lies over the picture of a slice: crosshair, patient letters, scale bar, captions, brush tip. Styled by CSS. */
final class SliceMarks extends Parent {
    private static final double CROSSHAIR_GAP = 12;
    private static final double MARGIN = 8;
    private static final double LONGEST_BAR = 120;

    /** Rectangles: the software renderer fills them at once, while lines are traced. */
    private final List<Rectangle> crosshair = List.of(hair(), hair(), hair(), hair());

    private final Caption left = caption("orientation");
    private final Caption right = caption("orientation");
    private final Caption top = caption("orientation");
    private final Caption bottom = caption("orientation");
    private final Caption title = caption("slice-caption");
    private final Caption shading = caption("slice-caption");
    private final Caption under = caption("slice-caption");
    private final Line bar = new Line();
    private final Caption barLength = caption("slice-caption");
    private final Circle tip = new Circle();
    private final Rectangle squareTip = new Rectangle();
    private final Polyline drawn = new Polyline();
    private final FigureMarks figures = new FigureMarks();
    private Optional<SlicePoint> cursor = Optional.empty();
    private SliceCaptions captions = SliceCaptions.NONE;
    private @Nullable ViewTransform view;

    SliceMarks() {
        setMouseTransparent(true);
        bar.getStyleClass().add("scale-bar");
        tip.getStyleClass().add("brush-tip");
        squareTip.getStyleClass().add("brush-tip");
        drawn.getStyleClass().add("drawn-line");
        under.setAlignment(Pos.BOTTOM_LEFT);
        getChildren().addAll(crosshair);
        getChildren()
                .addAll(
                        left, right, top, bottom, title, shading, under, bar, barLength, figures, tip, squareTip,
                        drawn);
    }

    void setCaptions(SliceCaptions captions) {
        this.captions = captions;
        title.setText(captions.title());
        shading.setText(captions.shading());
        under.setText(captions.under());
        captions.orientation().ifPresent(o -> {
            left.setText(o.left());
            right.setText(o.right());
            top.setText(o.top());
            bottom.setText(o.bottom());
        });
        refresh();
    }

    void setCursorAt(Optional<SlicePoint> cursor) {
        this.cursor = cursor;
        placeTip();
    }

    void setView(ViewTransform view) {
        this.view = view;
        refresh();
    }

    private void refresh() {
        ViewTransform v = view;
        if (v == null) {
            return;
        }
        placeCaptions(v.width(), v.height());
        placeCrosshair(v);
        placeBar(v);
        placeTip();
        figures.show(captions.figures(), v);
        drawn.getPoints().clear();
        captions.drawn().forEach(p -> drawn.getPoints().addAll(v.x(p.column()), v.y(p.row())));
    }

    private void placeCaptions(double width, double height) {
        left.place(MARGIN, height / 2, 0, 0.5);
        right.place(width - MARGIN, height / 2, 1, 0.5);
        top.place(width / 2, MARGIN, 0.5, 0);
        bottom.place(width / 2, height - MARGIN, 0.5, 1);
        title.place(MARGIN, MARGIN, 0, 0);
        shading.place(width - MARGIN, MARGIN, 1, 0);
        under.place(MARGIN, height - MARGIN, 0, 1);
    }

    private void placeCrosshair(ViewTransform v) {
        boolean shown = captions.crosshair().isPresent();
        crosshair.forEach(line -> line.setVisible(shown));
        if (!shown) {
            return;
        }
        double x = Math.round(v.x(captions.crosshair().get().column()));
        double y = Math.round(v.y(captions.crosshair().get().row()));
        set(crosshair.get(0), 0, y, x + 1 - CROSSHAIR_GAP, 1);
        set(crosshair.get(1), x + CROSSHAIR_GAP, y, v.width() - x - CROSSHAIR_GAP, 1);
        set(crosshair.get(2), x, 0, 1, y + 1 - CROSSHAIR_GAP);
        set(crosshair.get(3), x, y + CROSSHAIR_GAP, 1, v.height() - y - CROSSHAIR_GAP);
    }

    private void placeBar(ViewTransform v) {
        ScaleBar scale = ScaleBar.of(v.pixelsPerMm(), Math.min(LONGEST_BAR, v.width() / 4));
        double y = Math.round(v.height() - MARGIN) - 2.5;
        set(bar, v.width() - MARGIN - scale.lengthPixels(), y, v.width() - MARGIN, y);
        barLength.setText(scale.text());
        barLength.place(v.width() - MARGIN, y - 4, 1, 1);
    }

    private void placeTip() {
        ViewTransform v = view;
        boolean shown = v != null && cursor.isPresent() && captions.tipRadiusMm() > 0;
        tip.setVisible(shown && captions.tip() != Tip.SQUARE);
        squareTip.setVisible(shown && captions.tip() == Tip.SQUARE);
        if (v != null && shown) {
            double x = v.x(cursor.get().column());
            double y = v.y(cursor.get().row());
            double radius = captions.tipRadiusMm() * v.pixelsPerMm();
            tip.setCenterX(x);
            tip.setCenterY(y);
            tip.setRadius(radius);
            squareTip.relocate(x - radius, y - radius);
            squareTip.setWidth(2 * radius);
            squareTip.setHeight(2 * radius);
        }
    }

    private static void set(Rectangle hair, double x, double y, double width, double height) {
        hair.setX(x);
        hair.setY(y);
        hair.setWidth(Math.max(0, width));
        hair.setHeight(Math.max(0, height));
    }

    private static void set(Line line, double x1, double y1, double x2, double y2) {
        line.setStartX(x1);
        line.setStartY(y1);
        line.setEndX(x2);
        line.setEndY(y2);
    }

    private static Rectangle hair() {
        Rectangle hair = new Rectangle();
        hair.getStyleClass().add("crosshair");
        return hair;
    }

    private static Caption caption(String styleClass) {
        Caption caption = new Caption();
        caption.getStyleClass().add(styleClass);
        return caption;
    }

    /** A label that is laid out only when there is a reason to, and whose shadow is drawn only then. */
    private static final class Caption extends Label {
        private @Nullable Layout last;

        Caption() {
            setCache(true);
        }

        private record Layout(String text, Font font, double x, double y) {}

        /** Puts the given part of the caption (0 to 1 across and down) at a point. */
        void place(double x, double y, double across, double down) {
            Layout layout = new Layout(getText(), getFont(), x, y);
            if (!layout.equals(last)) {
                last = layout;
                setVisible(!getText().isEmpty());
                autosize();
                double width = prefWidth(USE_COMPUTED_SIZE);
                double height = prefHeight(USE_COMPUTED_SIZE);
                resizeRelocate(Math.round(x - across * width), Math.round(y - down * height), width, height);
            }
        }
    }
}
