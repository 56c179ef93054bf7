package diffusam.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation;
import diffusam.foundation.Foundation.Memory;
import diffusam.jobs.JobContext;
import diffusam.nn.Ops;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The training-free control, after FATE-SAM: for each slice the memories of the labelled slices that look most like it, by
 * their image embeddings, are read in place of a trained prior's. Owns its memories; for the model thread.
 */
final class Retrieval implements AcrossSegmenter {
    private static final int NEAREST = 3;
    /** Embeddings are compared as means over this many cells a side, so that places count a little. */
    private static final int CELLS = 4;

    private final Foundation model;
    private final NDManager manager;
    private final List<Support> supports = new ArrayList<>();
    private final List<Integer> labels;

    /** @param memories true memory of each known label; of an empty mask where it is absent */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Support(float[] look, Map<Integer, NDArray> memories, Set<Integer> shown) {}

    Retrieval(Foundation model, List<LabelledScan> scans, JobContext context) {
        this.model = model;
        manager = model.newScope();
        ScanSlices slices = new ScanSlices(scans);
        labels = List.copyOf(slices.labels());
        try (Ops.NoGrad off = Ops.noGrad()) {
            slices.forEach(model.sizes(), slice -> {
                context.checkpoint();
                supports.add(support(slice));
            });
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Support support(ScanSlices.Drawn slice) {
        int side = model.sizes().smallSide();
        Shape square = new Shape(1, 1, side, side);
        try (NDManager scope = manager.newSubManager()) {
            Features features = model.encode(scope.create(slice.picture(), square));
            Map<Integer, NDArray> memories = new HashMap<>();
            slice.masks().forEach((label, mask) -> {
                NDArray memory = model.memory(features, scope.create(mask, square));
                memory.attach(manager);
                memories.put(label, memory);
            });
            return new Support(look(features), memories, slice.shown());
        }
    }

    /** The pooled embedding, of length 1. */
    private static float[] look(Features features) {
        long cell = features.embedding().getShape().get(2) / CELLS;
        Shape step = new Shape(cell, cell);
        float[] values = Pool.avgPool2d(features.embedding(), step, step, new Shape(0, 0), false, true)
                .toFloatArray();
        double squares = 0;
        for (float v : values) {
            squares += (double) v * v;
        }
        for (int n = 0; n < values.length; n++) {
            values[n] /= (float) Math.sqrt(squares);
        }
        return values;
    }

    @Override
    public FewShotResult segment(Volume image, SliceLayout layout, SliceSink onSlice, JobContext context) {
        UnseenScan scan = new UnseenScan(model, image, layout);
        double seconds = scan.encode(scan.small(), context);
        Map<Integer, LabelScorer> scorers = new TreeMap<>();
        for (int label : labels) {
            scorers.put(label, slice -> score(scan.small(), slice, label));
        }
        return scan.run(scorers, seconds, onSlice, context);
    }

    private Optional<Score> score(SliceModel scan, int slice, int label) {
        try (NDManager scope = model.newScope()) {
            Features features = scan.at(slice, scope);
            List<Support> nearest = nearest(look(features), label);
            if (nearest.stream().noneMatch(s -> s.shown.contains(label))) {
                return Optional.empty();
            }
            List<Memory> memories = nearest.stream()
                    .map(s -> Memory.given(Ops.on(scope, Objects.requireNonNull(s.memories.get(label)))))
                    .toList();
            float[] logits = scan.decode(features, memories).logits().toFloatArray();
            return Optional.of(
                    new Score(scan.features().frame().toSlice(logits, scan.maskSide()), Confidence.of(logits, 1)));
        }
    }

    private List<Support> nearest(float[] look, int label) {
        return supports.stream()
                .filter(s -> s.memories.containsKey(label))
                .sorted(Comparator.comparingDouble(s -> -similarity(look, s.look)))
                .limit(NEAREST)
                .toList();
    }

    private static double similarity(float[] a, float[] b) {
        double sum = 0;
        for (int n = 0; n < a.length; n++) {
            sum += (double) a[n] * b[n];
        }
        return sum;
    }

    @Override
    public void close() {
        manager.close();
    }
}
