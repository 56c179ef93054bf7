package diffusam.app;

import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;

/** The loss of every training step so far, as a line that fills its box; the newest value is written beside it. */
final class LossCurve extends Region {
    private static final double MARGIN = 6;

    private final ObservableList<Double> losses;
    private final Polyline line = new Polyline();
    private final Label newest = new Label();

    /** Follows {@code losses} for as long as both exist. */
    LossCurve(ObservableList<Double> losses, Texts texts) {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(texts.of("fewshot.curve"));
        this.losses = losses;
        getStyleClass().add("loss-curve");
        line.getStyleClass().add("loss-line");
        line.setManaged(false);
        newest.getStyleClass().add("loss-value");
        newest.setManaged(false);
        getChildren().addAll(line, newest);
        losses.addListener((ListChangeListener<Double>) change -> requestLayout());
    }

    @Override
    protected double computePrefHeight(double width) {
        return 72;
    }

    @Override
    protected void layoutChildren() {
        line.getPoints().clear();
        newest.setText("");
        List<Double> values = List.copyOf(losses);
        if (values.size() < 2) {
            return;
        }
        double highest = values.stream().mapToDouble(v -> v).max().orElseThrow();
        double width = getWidth() - 2 * MARGIN;
        double height = getHeight() - 2 * MARGIN;
        double step = width / (values.size() - 1);
        for (int n = 0; n < values.size(); n++) {
            double part = highest <= 0 ? 0 : values.get(n) / highest;
            line.getPoints().addAll(MARGIN + n * step, MARGIN + height * (1 - part));
        }
        newest.setText(String.format(Locale.ROOT, "%.3f", values.getLast()));
        newest.autosize();
        newest.relocate(getWidth() - newest.getWidth() - MARGIN, MARGIN);
    }
}
