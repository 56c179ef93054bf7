package diffusam.pretrain;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import diffusam.jobs.JobContext;
import diffusam.jobs.JobHandle;
import diffusam.jobs.Jobs;
import diffusam.jobs.Progress;
import diffusam.nano.TrainableNano;
import diffusam.nn.AdamW;
import diffusam.nn.Safetensors;
import diffusam.nn.WeightFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/**
 * Trains a nano network on episodes, step by step, and keeps its state in a folder, from which it goes on after any end.
 * What a step does depends on its number and the seed alone. For the model thread; episodes are drawn on file threads.
 */
public final class Pretraining implements AutoCloseable {
    private static final double WEIGHT_DECAY = .02;
    private static final int WARM_UP = 100;
    private static final double LEAST_RATE = .01;
    private static final double KEEP = .998;
    private static final int SIDE = 128;
    private static final int[] SIDES = {SIDE, SIDE, SIDE, 192, 256};
    private static final int[] MORE_SLICES = {0, 0, 0, 0, 0, 2, 2, 2, 5, 5};
    private static final long SAVE_NANOS = 180_000_000_000L;
    private static final int CURVE_STEPS = 25;

    private final PretrainOptions options;
    private final TrainingFolder folder;
    private final TrainableNano nano;
    private final AdamW optimizer;
    private final Scores scores = new Scores();

    /**
     * Begins, or goes on where the folder's last checkpoint ended; on the GPU if there is one.
     *
     * @throws IOException if the folder holds another training, or a file cannot be used
     */
    public Pretraining(PretrainOptions options, Path folder) throws IOException {
        Device device = Engine.getInstance().defaultDevice();
        this.options = options;
        this.folder = new TrainingFolder(folder);
        Path start = options.start();
        nano = start == null ? TrainableNano.fresh(device, options.seed()) : TrainableNano.from(device, read(start));
        optimizer = new AdamW(nano.weights(), WEIGHT_DECAY);
        try {
            this.folder.resume(optimizer, options);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static WeightFile read(Path file) throws IOException {
        return Safetensors.read(String.valueOf(file.getFileName()), ByteBuffer.wrap(Files.readAllBytes(file)));
    }

    /**
     * Takes the steps that are left. However it ends, the folder is left at the last whole step, a kill apart, which loses a
     * few minutes.
     *
     * @return the file with the trained weights
     * @throws ArithmeticException if the loss stops being a number; the last checkpoint stays
     */
    public Path train(Jobs jobs, JobContext context) throws IOException {
        folder.writeSamples(options.seed());
        try {
            takeSteps(jobs, context);
        } catch (CancellationException e) {
            save();
            throw e;
        }
        save();
        return folder.weights();
    }

    /** What the trained weights reach in pictures of {@code side} pixels of so many bodies. */
    public HeldOut heldOut(int side, int bodies) throws IOException {
        try (TrainableNano trained = TrainableNano.from(Engine.getInstance().defaultDevice(), read(folder.weights()))) {
            return HeldOut.measure(trained.foundation(), side, bodies);
        }
    }

    private void takeSteps(Jobs jobs, JobContext context) throws IOException {
        int first = optimizer.steps();
        long began = System.nanoTime();
        long saved = began;
        JobHandle<List<Episode>> next = draw(jobs, first);
        for (int step = first; step < options.steps(); step++) {
            context.checkpoint();
            List<Episode> episodes = next.result().join();
            next = draw(jobs, step + 1);
            double loss = step(step, episodes);
            scores.add("loss", loss);
            if ((step + 1) % CURVE_STEPS == 0) {
                folder.addToCurve(step + 1, scores.take());
            }
            long now = System.nanoTime();
            if (now - saved > SAVE_NANOS) {
                save();
                saved = now;
            }
            double left = (now - began) / 1e9 / (step + 1 - first) * (options.steps() - step - 1);
            context.report(new Progress("Training", step + 1, options.steps(), left, loss));
        }
    }

    private void save() throws IOException {
        folder.save(optimizer, options, nano.metadata());
    }

    private JobHandle<List<Episode>> draw(Jobs jobs, int step) {
        SplittableRandom random = new SplittableRandom(options.seed() * 1_000_003 + step);
        int side = SIDES[random.nextInt(SIDES.length)];
        int slices = options.slices() + MORE_SLICES[random.nextInt(MORE_SLICES.length)];
        int pixels = options.episodes() * options.slices() * SIDE * SIDE; // in any case about as many
        int count = Math.max(1, pixels / (slices * side * side));
        return jobs.io(
                "scenes",
                context -> {
                    List<Episode> episodes = new ArrayList<>();
                    for (int n = 0; n < count; n++) {
                        episodes.add(Episode.draw(random.nextLong(), side, slices));
                    }
                    return episodes;
                },
                moment -> {});
    }

    private double step(int step, List<Episode> episodes) {
        SplittableRandom random = new SplittableRandom(~options.seed() * 1_000_003 + step);
        Engine.getInstance().setRandomSeed(random.nextInt());
        double loss;
        try (NDManager scope = nano.foundation().newScope()) {
            Batch batch = Batch.of(scope, episodes);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray total = new EpisodeLoss(nano, random, scores).of(batch);
                collector.backward(total);
                loss = total.getFloat();
            }
        }
        if (!Double.isFinite(loss)) {
            throw new ArithmeticException("the training loss is no longer a number at step " + (step + 1));
        }
        scores.add("gradient", optimizer.step(rate(step), Math.min(KEEP, (1.0 + step) / (10 + step))));
        return loss;
    }

    private double rate(int step) {
        double done = (double) step / options.steps();
        double fall = .5 * (1 + Math.cos(Math.PI * done)) + LEAST_RATE;
        return options.learningRate() * Math.min(1, (step + 1.0) / WARM_UP) * fall;
    }

    @Override
    public void close() {
        optimizer.close();
        nano.close();
    }
}
