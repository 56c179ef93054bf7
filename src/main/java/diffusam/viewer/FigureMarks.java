package diffusam.viewer;

import diffusam.viewer.render.ViewTransform;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.shape.Ellipse;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Shape;

/** The measurements over a slice, each with its text. Styled by CSS. */
final class FigureMarks extends Parent {
    private static final double TEXT_GAP = 8;

    private List<Figure> figures = List.of();

    FigureMarks() {
        setMouseTransparent(true);
    }

    void show(List<Figure> shown, ViewTransform view) {
        if (figures.isEmpty() && shown.isEmpty()) {
            return;
        }
        figures = shown;
        getChildren().clear();
        for (Figure figure : figures) {
            Shape shape = figure.shape() == Figure.Shape.LINE ? line(figure, view) : ellipse(figure, view);
            shape.getStyleClass().add("figure");
            Label text = new Label(figure.text());
            text.getStyleClass().add("figure-text");
            getChildren().addAll(shape, text);
            text.autosize();
            SlicePoint end = figure.points().getLast();
            double x = Math.min(view.x(end.column()) + TEXT_GAP, view.width() - text.getWidth() - TEXT_GAP);
            double y = Math.min(view.y(end.row()) + TEXT_GAP, view.height() - text.getHeight() - TEXT_GAP);
            text.relocate(Math.round(x), Math.round(y));
        }
    }

    private static Polyline line(Figure figure, ViewTransform view) {
        Polyline line = new Polyline();
        figure.points().forEach(p -> line.getPoints().addAll(view.x(p.column()), view.y(p.row())));
        return line;
    }

    private static Ellipse ellipse(Figure figure, ViewTransform view) {
        double x1 = view.x(figure.points().getFirst().column());
        double y1 = view.y(figure.points().getFirst().row());
        double x2 = view.x(figure.points().getLast().column());
        double y2 = view.y(figure.points().getLast().row());
        return new Ellipse((x1 + x2) / 2, (y1 + y2) / 2, Math.abs(x2 - x1) / 2, Math.abs(y2 - y1) / 2);
    }
}
