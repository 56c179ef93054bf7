package diffusam.benchmark;

import diffusam.dataset.DataCase;
import diffusam.engine.AcrossEngine;
import diffusam.engine.AcrossSegmenter;
import diffusam.engine.LabelledScan;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Some labelled scans of a set; the others, the same for every number of labelled ones, are judged. */
final class AcrossSetting {
    private final Benchmark benchmark;
    private final BenchmarkEngines engines;
    private final JobContext context;

    AcrossSetting(Benchmark benchmark, BenchmarkEngines engines, JobContext context) {
        this.benchmark = benchmark;
        this.engines = engines;
        this.context = context;
    }

    void run() throws IOException {
        List<DataCase> cases = benchmark.data().cases();
        int most = benchmark.protocol().seeds().getLast();
        if (most >= cases.size()) {
            throw new IOException(benchmark.data().name() + " has " + cases.size() + " scans, too few to learn from "
                    + most + " and judge others; ask for fewer with --seeds");
        }
        List<DataCase> judged = cases.subList(most, cases.size());
        try (AcrossEngine engine = engines.across()) {
            for (int count : benchmark.protocol().seeds()) {
                TrainedMethods methods = new TrainedMethods(
                        benchmark, engine, count, scans(cases.subList(0, count)), List.of(), context);
                for (String method : benchmark.protocol().methods()) {
                    run(method, count, judged, methods);
                }
            }
        }
    }

    private List<LabelledScan> scans(List<DataCase> cases) throws IOException {
        List<LabelledScan> scans = new ArrayList<>();
        for (DataCase scan : cases) {
            scans.add(WholeScan.of(benchmark.read(scan), benchmark.labels()));
        }
        return scans;
    }

    private void run(String method, int count, List<DataCase> judged, TrainedMethods methods) throws IOException {
        List<DataCase> open = judged.stream()
                .filter(scan -> !benchmark.has(new RunKey(method, count, scan.name())))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        try (AcrossSegmenter segmenter = methods.of(method)) {
            for (DataCase scan : open) {
                context.checkpoint();
                Benchmark.Truth truth = benchmark.read(scan);
                benchmark.finish(
                        new RunKey(method, count, scan.name()),
                        truth,
                        segmenter.segment(truth.image(), truth.layout(), slice -> {}, context),
                        methods.secondsOf(method),
                        label -> List.of());
            }
        }
    }
}
