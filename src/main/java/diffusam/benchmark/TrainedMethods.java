package diffusam.benchmark;

import diffusam.engine.AcrossEngine;
import diffusam.engine.AcrossOptions;
import diffusam.engine.AcrossSegmenter;
import diffusam.engine.LabelledScan;
import diffusam.engine.PriorFile;
import diffusam.engine.TrainedPrior;
import diffusam.engine.UnlabelledScan;
import diffusam.files.SafeFile;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The methods that learn from the same labelled scans, each trained when first asked for; the U-Net as long as the prior. */
final class TrainedMethods {
    private static final String PRIOR = "prior";
    private static final String ADAPTED = "adapted";

    private final Benchmark benchmark;
    private final AcrossEngine engine;
    private final int count;
    private final List<LabelledScan> scans;
    private final List<UnlabelledScan> target;
    private final JobContext context;
    private final Map<String, Double> seconds = new HashMap<>();
    private @Nullable TrainedPrior prior;

    /**
     * Trains nothing yet.
     *
     * @param count number of labelled scans, as the runs are called
     * @param target scans to adapt to; none if there is no such method
     */
    TrainedMethods(
            Benchmark benchmark,
            AcrossEngine engine,
            int count,
            List<LabelledScan> scans,
            List<UnlabelledScan> target,
            JobContext context) {
        this.benchmark = benchmark;
        this.engine = engine;
        this.count = count;
        this.scans = scans;
        this.target = target;
        this.context = context;
    }

    /** A method, trained. The caller closes it. */
    AcrossSegmenter of(String method) throws IOException {
        AcrossOptions options = benchmark.protocol().across();
        return switch (method) {
            case PRIOR -> engine.prior(prior(), options);
            case ADAPTED -> engine.prior(adapted(), options);
            case "regress" -> {
                long start = System.nanoTime();
                AcrossSegmenter regression = engine.regression(scans, options, context);
                seconds.put(method, (System.nanoTime() - start) / 1e9);
                yield regression;
            }
            case "retrieval" -> engine.retrieval(scans, context);
            case "unet" -> {
                prior();
                seconds.put(method, secondsOf(PRIOR));
                yield engine.unet(scans, secondsOf(PRIOR), options, context);
            }
            default -> throw new IllegalArgumentException(method);
        };
    }

    double secondsOf(String method) {
        return seconds.getOrDefault(method, 0.0);
    }

    private TrainedPrior prior() throws IOException {
        TrainedPrior known = prior;
        if (known == null) {
            known = kept(PRIOR, () -> engine.train(scans, benchmark.protocol().across(), context));
            prior = known;
        }
        return known;
    }

    private TrainedPrior adapted() throws IOException {
        TrainedPrior source = prior();
        return kept(
                ADAPTED,
                () -> engine.adapt(source, target, benchmark.protocol().across(), context)
                        .prior());
    }

    /** Makes a prior. */
    @FunctionalInterface
    private interface Making {
        TrainedPrior make() throws IOException;
    }

    /** The prior of an earlier start, if runs with it are finished; otherwise a new one, whose file is kept. */
    private TrainedPrior kept(String method, Making making) throws IOException {
        Path file = benchmark.priorFile(method, count);
        OptionalDouble known = benchmark.trainSeconds(method, count);
        if (known.isPresent() && Files.exists(file)) {
            seconds.put(method, known.getAsDouble());
            return PriorFile.read(file);
        }
        long start = System.nanoTime();
        TrainedPrior made = making.make().named(benchmark.data().labels());
        seconds.put(method, (System.nanoTime() - start) / 1e9);
        byte[] bytes = PriorFile.write(made);
        SafeFile.write(file, out -> out.write(bytes));
        return made;
    }
}
