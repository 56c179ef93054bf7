package diffusam.annotation;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Prints what a stroke and a propagated slice cost on a 512×512×800 volume: {@code mvn -q test-compile exec:java}-style
 * programs run from the test class path with {@code diffusam.annotation.StrokeCost}.
 */
final class StrokeCost {
    private static final Grid GRID = new Grid(new Extent(512, 512, 800), Affine.of(0.7, 0.7, 1));
    private static final int COUNT = 200;

    private StrokeCost() {}

    public static void main(String[] args) {
        for (Plane plane : Plane.values()) {
            measure(plane, 20, "stroke of a brush 20 wide along 200 pixels");
            measure(plane, 160, "mask 160 wide along 200 pixels");
        }
    }

    private static void measure(Plane plane, int width, String what) {
        EditHistory history = new EditHistory(LabelMap.empty(GRID), Long.MAX_VALUE);
        SliceLayout layout = SliceLayout.of(GRID, plane);
        SplittableRandom random = new SplittableRandom(1);
        double[] paintMs = new double[COUNT];
        double[] undoMs = new double[COUNT];
        long encoded = 0;
        for (int n = 0; n < COUNT; n++) {
            long start = System.nanoTime();
            LabelEdit edit = path(history.current(), layout.walk(random.nextInt(layout.slices())), width);
            history.apply("stroke", edit);
            paintMs[n] = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            history.undo();
            undoMs[n] = (System.nanoTime() - start) / 1e6;
            history.redo();
            encoded += edit.encode().length;
        }
        Arrays.sort(paintMs);
        Arrays.sort(undoMs);
        long kept = history.done().stream().mapToLong(EditHistory.Step::bytes).sum();
        System.out.printf(
                Locale.ROOT,
                "%-8s %-44s paint median %.2f ms p95 %.2f ms, undo median %.2f ms, undo memory %d B, journal %d B%n",
                plane,
                what,
                paintMs[COUNT / 2],
                paintMs[COUNT * 95 / 100],
                undoMs[COUNT / 2],
                kept / COUNT,
                encoded / COUNT);
    }

    private static LabelEdit path(LabelMap map, SliceLayout.Walk walk, int width) {
        LabelEdit.Builder edit = map.edit();
        for (int column = 100; column < 300; column++) {
            int middle = 200 + (int) (20 * Math.sin(column / 15.0));
            for (int row = middle - width / 2; row < middle + width / 2; row++) {
                edit.set(walk.at(column, row), 1);
            }
        }
        return edit.build();
    }
}
