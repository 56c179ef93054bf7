package diffusam.app;

import diffusam.metrics.Histogram;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The values under a label as bars, with the least and the greatest written below. */
final class HistogramChart extends Region {
    private static final double HEIGHT = 70;
    private static final double TEXT = 16;

    private final Texts texts;
    private final Label low = new Label();
    private final Label high = new Label();
    private final List<Region> bars = new ArrayList<>();
    private @Nullable Histogram histogram;

    HistogramChart(Texts texts) {
        this.texts = texts;
        getStyleClass().add("histogram");
        setAccessibleText(texts.of("measures.histogram"));
        low.getStyleClass().add("detail");
        high.getStyleClass().add("detail");
        getChildren().addAll(low, high);
    }

    void show(@Nullable Histogram shown, String color) {
        histogram = shown;
        int wanted = shown == null ? 0 : shown.counts().length;
        while (bars.size() < wanted) {
            Region bar = new Region();
            bar.setManaged(false);
            bars.add(bar);
            getChildren().add(bar);
        }
        bars.forEach(bar -> bar.setStyle("-fx-background-color: " + color));
        low.setText(shown == null ? "" : texts.of("measures.value", shown.low()));
        high.setText(shown == null ? "" : texts.of("measures.value", shown.high()));
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT + TEXT;
    }

    @Override
    protected void layoutChildren() {
        Histogram shown = histogram;
        double most = shown == null ? 0 : shown.most();
        double barWidth = getWidth() / Math.max(1, bars.size());
        for (int n = 0; n < bars.size(); n++) {
            double part = shown == null || most == 0 ? 0 : shown.counts()[n] / most;
            double height = part == 0 ? 0 : Math.max(1, part * HEIGHT);
            bars.get(n).resizeRelocate(n * barWidth, HEIGHT - height, Math.max(1, barWidth - 1), height);
        }
        low.autosize();
        high.autosize();
        low.relocate(0, HEIGHT);
        high.relocate(getWidth() - high.getWidth(), HEIGHT);
    }
}
