package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.engine.FewShotOptions;
import diffusam.engine.Seeds;
import diffusam.project.PriorReference;
import diffusam.project.SeedPrint;
import diffusam.project.UnfinishedRun;
import diffusam.volume.SliceLayout;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What a run is to do, as things were when it was asked for.
 *
 * @param labels those that may be changed
 * @param step a name for its undo step
 * @param before the run whose masks may stand, with a copy of the slices that came of it
 * @param unfinished the run that this one may be the rest of
 * @param priors that are there, oldest first
 * @param priorName for the one that is trained
 */
record RunPlan(
        OpenStudy study,
        Annotation annotation,
        SliceLayout layout,
        List<Integer> labels,
        FewShotOptions options,
        Training training,
        String step,
        Optional<EarlierRun> before,
        Optional<UnfinishedRun> unfinished,
        List<PriorReference> priors,
        String priorName) {
    /** When a prior is trained, if the method asks for one. */
    enum Training {
        /** Unless one was trained on just these seeds. */
        AS_NEEDED,
        /** Only if none there is serves these labels. */
        AVOIDED,
        /** In any case. */
        AGAIN
    }

    /** On the FX thread. */
    static RunPlan of(
            OpenStudy study, FewShotOptions options, Training training, String step, Optional<EarlierRun> before) {
        List<Integer> labels = study.labels().stream()
                .filter(label -> !label.locked())
                .map(Label::id)
                .toList();
        Optional<UnfinishedRun> unfinished = training == Training.AGAIN
                ? Optional.empty()
                : study.priors().unfinished.get().filter(run -> study.hasDone(run.step()));
        return new RunPlan(
                study,
                study.annotation(),
                study.seedLayout(),
                labels,
                options,
                training,
                step,
                before.map(run -> new EarlierRun(study, run.step(), run.seeds(), run.options(), (BitSet)
                        run.slices().clone())),
                unfinished,
                study.priors().all(),
                study.priors().freeName(options.method()));
    }

    /** The part of a broken-off run that this one need not do again: none unless it is the same run. */
    Optional<UnfinishedRun> firstPart(SeedPrint seeds) {
        return unfinished.filter(run -> run.seeds().equals(seeds)
                && run.method().equals(StudyPriors.word(options.method()))
                && run.steps() == options.trainingSteps());
    }

    /** The prior to propagate with; empty if one is to be trained. */
    Optional<PriorReference> prior(Seeds seeds, SeedPrint print, String model) {
        if (!options.method().trains() || training == Training.AGAIN) {
            return Optional.empty();
        }
        return priors.reversed().stream()
                .filter(prior -> prior.model().equals(model)
                        && prior.method().equals(StudyPriors.word(options.method()))
                        && prior.seeds().plane() == layout.plane())
                .filter(prior -> training == Training.AVOIDED
                        ? prior.seeds().labels().containsAll(seeds.labels())
                        : prior.seeds().equals(print) && prior.steps() == options.trainingSteps())
                .findFirst();
    }
}
