package diffusam.benchmark;

import diffusam.dataset.DataCase;
import diffusam.engine.AcrossEngine;
import diffusam.engine.AcrossSegmenter;
import diffusam.engine.Appearance;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FewShotResult;
import diffusam.engine.LabelledScan;
import diffusam.engine.Method;
import diffusam.engine.Seeds;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A few labelled slices of each scan; the rest of the same scan is judged. */
final class WithinSetting {
    private static final String UNET = "unet";
    /** How long the U-Net trains where the method that it is compared with was not run. */
    private static final double UNET_SECONDS = 60;

    private final Benchmark benchmark;
    private final BenchmarkEngines engines;
    private final JobContext context;

    WithinSetting(Benchmark benchmark, BenchmarkEngines engines, JobContext context) {
        this.benchmark = benchmark;
        this.engines = engines;
        this.context = context;
    }

    void run() throws IOException {
        try (FewShotEngine engine = engines.within()) {
            for (DataCase scan : benchmark.data().cases()) {
                List<RunKey> open = benchmark.protocol().seeds().stream()
                        .flatMap(n -> benchmark.protocol().methods().stream().map(m -> new RunKey(m, n, scan.name())))
                        .filter(key -> !benchmark.has(key))
                        .toList();
                if (!open.isEmpty()) {
                    run(open, benchmark.read(scan), engine);
                }
            }
        }
    }

    /** The slices are encoded before the first run, so that the times of all methods leave that out. */
    private void run(List<RunKey> open, Benchmark.Truth truth, FewShotEngine engine) throws IOException {
        for (RunKey key : open) {
            context.checkpoint();
            Seeds seeds = EvenSeeds.of(truth.map(), truth.layout(), benchmark.labels(), key.seeds());
            if (seeds.labels().isEmpty()) {
                continue;
            }
            engine.prepare(truth.image(), seeds, context);
            boolean unet = key.method().equals(UNET);
            FewShotResult result = unet ? unet(key, truth, seeds) : fewShot(engine, key.method(), truth, seeds);
            benchmark.finish(
                    key,
                    truth,
                    result,
                    unet ? unetSeconds(key) : result.trainSeconds(),
                    label -> seeds.slices().getOrDefault(label, Collections.emptyNavigableSet()));
        }
    }

    private FewShotResult fewShot(FewShotEngine engine, String name, Benchmark.Truth truth, Seeds seeds) {
        Method method = Method.valueOf(name.toUpperCase(Locale.ROOT));
        if (method.needsTruth()) {
            return engine.ceiling(truth.image(), seeds, truth.map(), slice -> {}, context);
        }
        return engine.segment(
                truth.image(), seeds, benchmark.protocol().within().with(method), slice -> {}, context);
    }

    private FewShotResult unet(RunKey key, Benchmark.Truth truth, Seeds seeds) throws IOException {
        try (AcrossEngine engine = engines.across();
                AcrossSegmenter unet = engine.unet(
                        List.of(new LabelledScan(key.scan(), truth.image(), seeds)),
                        unetSeconds(key),
                        benchmark.protocol().across().with(Appearance.NATURAL),
                        context)) {
            return unet.segment(truth.image(), truth.layout(), slice -> {}, context);
        }
    }

    /** As long as the method of interest trained. */
    private double unetSeconds(RunKey key) {
        String first = benchmark.protocol().methods().get(0);
        return benchmark
                .get(new RunKey(first, key.seeds(), key.scan()))
                .map(RunResult::trainSeconds)
                .filter(seconds -> seconds > 0)
                .orElse(UNET_SECONDS);
    }
}
