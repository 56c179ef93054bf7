package diffusam.benchmark;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.dataset.DataCase;
import diffusam.dataset.DataSet;
import diffusam.engine.AcrossEngine;
import diffusam.engine.AcrossSegmenter;
import diffusam.engine.LabelledScan;
import diffusam.engine.UnlabelledScan;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Labelled scans of one set; all scans of another, whose labels nobody sees until they are judged. */
final class AdaptationSetting {
    private final Benchmark benchmark;
    private final BenchmarkEngines engines;
    private final DataSet target;
    private final JobContext context;

    AdaptationSetting(Benchmark benchmark, BenchmarkEngines engines, DataSet target, JobContext context) {
        this.benchmark = benchmark;
        this.engines = engines;
        this.target = target;
        this.context = context;
    }

    void run() throws IOException {
        Map<Integer, Integer> numbers = numbers();
        List<Benchmark.Truth> judged = new ArrayList<>();
        for (DataCase scan : target.cases()) {
            Benchmark.Truth truth = benchmark.read(scan);
            judged.add(
                    new Benchmark.Truth(truth.name(), truth.image(), renumbered(truth.map(), numbers), truth.layout()));
        }
        try (AcrossEngine engine = engines.across()) {
            for (int wanted : benchmark.protocol().seeds()) {
                int count = Math.min(wanted, benchmark.data().cases().size());
                TrainedMethods methods = new TrainedMethods(
                        benchmark,
                        engine,
                        count,
                        sources(count),
                        judged.stream()
                                .map(t -> new UnlabelledScan(t.name(), t.image(), t.layout()))
                                .toList(),
                        context);
                for (String method : benchmark.protocol().methods()) {
                    run(method, count, judged, methods);
                }
            }
        }
    }

    /** The source's number of each of the target's structures of the same name. */
    private Map<Integer, Integer> numbers() throws IOException {
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int label : benchmark.labels()) {
            String name = String.valueOf(benchmark.data().labels().get(label));
            target.idOf(name).ifPresent(id -> numbers.put(id, label));
        }
        if (numbers.isEmpty()) {
            throw new IOException(
                    benchmark.data().name() + " and " + target.name() + " have no structure of the same name");
        }
        return numbers;
    }

    private static LabelMap renumbered(LabelMap map, Map<Integer, Integer> numbers) {
        LabelMap empty = LabelMap.empty(map.grid());
        LabelEdit.Builder edit = empty.edit();
        var extent = map.grid().extent();
        for (int k = 0; k < extent.nz(); k++) {
            for (int j = 0; j < extent.ny(); j++) {
                for (int i = 0; i < extent.nx(); i++) {
                    Integer label = numbers.get(map.at(i, j, k));
                    if (label != null) {
                        edit.set(i, j, k, label);
                    }
                }
            }
        }
        return empty.apply(edit.build());
    }

    private List<LabelledScan> sources(int count) throws IOException {
        List<LabelledScan> scans = new ArrayList<>();
        for (DataCase scan : benchmark.data().cases().subList(0, count)) {
            scans.add(WholeScan.of(benchmark.read(scan), benchmark.labels()));
        }
        return scans;
    }

    private void run(String method, int count, List<Benchmark.Truth> judged, TrainedMethods methods)
            throws IOException {
        List<Benchmark.Truth> open = judged.stream()
                .filter(truth -> !benchmark.has(new RunKey(method, count, truth.name())))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        try (AcrossSegmenter segmenter = methods.of(method)) {
            for (Benchmark.Truth truth : open) {
                context.checkpoint();
                benchmark.finish(
                        new RunKey(method, count, truth.name()),
                        truth,
                        segmenter.segment(truth.image(), truth.layout(), slice -> {}, context),
                        methods.secondsOf(method),
                        label -> List.of());
            }
        }
    }
}
