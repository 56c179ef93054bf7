package diffusam.app;

import diffusam.annotation.Provenance;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FewShotResult;
import diffusam.engine.Seeds;
import diffusam.engine.SliceResult;
import diffusam.engine.SliceSink;
import diffusam.jobs.JobContext;
import diffusam.project.FileEntry;
import diffusam.project.PriorReference;
import diffusam.project.SeedPrint;
import diffusam.project.UnfinishedRun;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run, from the plan to masks in the annotation. On the model thread, but for what it hands to the FX thread. */
final class FewShotRun {
    private final RunPlan plan;
    private final LazyEngine engine;
    private final Authorship authorship;
    private final Executor fxThread;
    private final AtomicInteger computed = new AtomicInteger();
    private volatile String priorName = "";
    private @Nullable Proposals proposals; // on the FX thread

    FewShotRun(RunPlan plan, LazyEngine engine, Authorship authorship, Executor fxThread) {
        this.plan = plan;
        this.engine = engine;
        this.authorship = authorship;
        this.fxThread = fxThread;
    }

    /** How many slices have come so far; for any thread. */
    int computed() {
        return computed.get();
    }

    /**
     * @param noSeeds what to say if there is nothing to learn from
     * @param onStart gets the run with the slices that stand, on the FX thread
     */
    FewShotResult segment(String noSeeds, Consumer<EarlierRun> onStart, JobContext context) throws Exception {
        Seeds seeds = Seeds.vouched(plan.annotation(), plan.layout(), plan.labels());
        if (seeds.slices().isEmpty()) {
            throw new NoSeedsException(noSeeds);
        }
        SeedPrint print = SeedPrint.of(seeds.map(), plan.layout().plane(), seeds.slices());
        Optional<UnfinishedRun> firstPart = plan.firstPart(print);
        BitSet standing = standing(seeds, firstPart);
        String step = firstPart.map(UnfinishedRun::step).orElse(plan.step());
        EarlierRun now = new EarlierRun(plan.study(), step, seeds, plan.options(), (BitSet) standing.clone());
        fxThread.execute(() -> onStart.accept(now));
        String model = engine.use(FewShotEngine::modelName);
        Keeping keeping = plan.study().keeping();
        RunRecord record = new RunRecord(keeping, slices -> unfinished(step, print, slices), standing);
        record.keep();
        Optional<PriorReference> prior = plan.prior(seeds, print, model);
        priorName = prior.map(PriorReference::name).orElse("");
        StudyShelf shelf = new StudyShelf(keeping, prior, file -> trained(file, print, model), this::keep);
        SliceSink sink = sink(now, model, standing, record);
        FewShotResult result =
                engine.use(loaded -> loaded.segment(plan.study().image(), seeds, plan.options(), shelf, sink, context));
        record.forget();
        return result;
    }

    /** The slices whose masks can stay. */
    private BitSet standing(Seeds seeds, Optional<UnfinishedRun> firstPart) {
        BitSet standing = new BitSet();
        if (plan.before().isPresent()) {
            EarlierRun before = plan.before().get();
            standing.or(before.slices());
            standing.andNot(EarlierRun.affected(before.seeds(), seeds));
        } else {
            firstPart.ifPresent(run -> run.slices().forEach(standing::set));
        }
        if (standing.cardinality() == seeds.layout().slices()) {
            standing.clear(); // nothing has changed, and yet somebody wants a run
        }
        return standing;
    }

    /** Wants the slices that are not {@code standing}, counts those that come, and puts them into the annotation. */
    private SliceSink sink(EarlierRun now, String model, BitSet standing, RunRecord record) {
        FxQueue<SliceResult> arriving = new FxQueue<>(fxThread, result -> {
            OpenStudy study = now.study();
            now.slices().set(result.slice());
            study.extend(
                    now.step(), proposals(now.seeds(), model).edit(study.annotation(), result, study.lockedLabels()));
            record.applied(result.slice());
        });
        return new SliceSink() {
            @Override
            public void accept(SliceResult result) {
                computed.incrementAndGet();
                arriving.add(result);
                record.keep();
            }

            @Override
            public boolean wants(int slice) {
                return !standing.get(slice);
            }
        };
    }

    private Proposals proposals(Seeds seeds, String model) {
        Proposals made = proposals;
        if (made == null) {
            Provenance provenance = new Provenance(
                    Provenance.Origin.MODEL,
                    model,
                    priorName,
                    List.copyOf(seeds.allSlices()),
                    authorship.program(),
                    authorship.clock().instant());
            made = new Proposals(seeds, provenance);
            proposals = made;
        }
        return made;
    }

    private void keep(PriorReference trained) {
        priorName = trained.name();
        fxThread.execute(() -> plan.study().priors().keep(trained));
    }

    private PriorReference trained(FileEntry file, SeedPrint print, String model) {
        return new PriorReference(
                plan.priorName(),
                model,
                StudyPriors.word(plan.options().method()),
                plan.options().trainingSteps(),
                file,
                print,
                authorship.program(),
                authorship.clock().instant());
    }

    private UnfinishedRun unfinished(String step, SeedPrint print, BitSet slices) {
        return new UnfinishedRun(
                step,
                StudyPriors.word(plan.options().method()),
                plan.options().trainingSteps(),
                print,
                slices.stream().boxed().toList());
    }

    /** There is nothing to learn from. */
    private static final class NoSeedsException extends java.io.IOException {
        NoSeedsException(String message) {
            super(message);
        }
    }
}
