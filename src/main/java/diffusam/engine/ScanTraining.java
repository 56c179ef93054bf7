package diffusam.engine;

import diffusam.annotation.Label;
import diffusam.foundation.Foundation;
import diffusam.jobs.JobContext;
import diffusam.nn.WeightFileException;
import diffusam.volume.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Comes by the priors of one run: off the shelf, or by training them on the seeds. For the model thread. */
final class ScanTraining {
    private final Scorers scorers;
    private final Foundation model;
    private final FewShotOptions options;
    private final Volume image;
    private final Seeds seeds;
    private final Trial trial;
    private final TrainingShelf shelf;
    private final Duration pause;
    private int steps;

    /**
     * @param trial gets to know what the priors are worth
     * @param pause the least time between two states of a training that are kept
     */
    ScanTraining(Scorers scorers, Volume image, Seeds seeds, Trial trial, TrainingShelf shelf, Duration pause) {
        this.scorers = scorers;
        this.model = scorers.model();
        this.options = scorers.options();
        this.image = image;
        this.seeds = seeds;
        this.trial = trial;
        this.shelf = shelf;
        this.pause = pause;
    }

    /** Optimiser steps that were asked of the networks which were trained. */
    int steps() {
        return steps;
    }

    /**
     * The priors the method needs, if any. What is drawn afterwards is the same whether they are trained or not.
     *
     * @throws DivergedException if the loss stops being a number
     */
    Priors priors(SplittableRandom random) {
        if (!options.method().trains()) {
            return new Priors();
        }
        List<List<Integer>> networks = options.ablation().sharedNetwork()
                ? List.of(List.copyOf(seeds.labels()))
                : seeds.labels().stream().map(List::of).toList();
        SplittableRandom forExamples = random.split();
        List<SplittableRandom> forNetworks =
                networks.stream().map(network -> random.split()).toList();
        return kept().orElseGet(() -> trained(networks, forNetworks, forExamples));
    }

    private Optional<Priors> kept() {
        return shelf.prior().filter(this::serves).flatMap(prior -> {
            try {
                Priors priors = new Priors();
                priors.add(seeds.labels(), MemoryPrior.of(prior, model));
                if (options.variant() == Variant.CASCADE) {
                    trial.adopt(prior.card().choices());
                }
                return Optional.of(priors);
            } catch (WeightFileException e) {
                return Optional.empty(); // of another layout of the network: trained anew
            }
        });
    }

    private boolean serves(TrainedPrior prior) {
        PriorCard card = prior.card();
        return card.kind() == kind()
                && card.checksum().equals(model.checksum())
                && card.labels().keySet().containsAll(seeds.labels());
    }

    private Priors trained(List<List<Integer>> networks, List<SplittableRandom> randoms, SplittableRandom forExamples) {
        JobContext context = scorers.context();
        ModelFrame frame = scorers.features().frame();
        Priors priors = new Priors();
        try (PriorExamples examples = PriorExamples.of(model, image, frame, seeds, forExamples, context)) {
            for (int n = 0; n < networks.size(); n++) {
                priors.add(networks.get(n), trained(networks.get(n), randoms.get(n), examples));
            }
            steps = options.trainingSteps();
            return priors;
        } catch (RuntimeException e) {
            priors.close();
            throw e;
        }
    }

    private MemoryPrior trained(List<Integer> labels, SplittableRandom random, PriorExamples examples) {
        String training = TrainingPrint.of(model, image, seeds, labels, options);
        TrainingCheckpoint checkpoint = new TrainingCheckpoint(shelf, training, pause);
        MemoryPrior prior = new PriorTraining(model, examples.of(labels), options, random, checkpoint)
                .train(labels, scorers.context());
        try {
            if (options.variant() == Variant.CASCADE) {
                trial.judge(labels, examples.of(labels), scorers.context());
            }
            if (options.ablation().sharedNetwork()) {
                shelf.keep(prior.store(card(labels)));
            }
            checkpoint.forget(); // not before: a trial that is broken off must not cost the training
            return prior;
        } catch (RuntimeException e) {
            prior.close();
            throw e;
        }
    }

    private PriorCard card(List<Integer> labels) {
        SortedMap<Integer, String> names = new TreeMap<>();
        labels.forEach(label -> names.put(label, Label.of(label).name()));
        return new PriorCard(kind(), model.name(), model.checksum(), names, options.trainingSteps(), 1, false)
                .choosing(trial.choices());
    }

    private PriorCard.Kind kind() {
        return options.method() == Method.REGRESS ? PriorCard.Kind.FROM_SEEDS_PLAIN : PriorCard.Kind.FROM_SEEDS;
    }
}
