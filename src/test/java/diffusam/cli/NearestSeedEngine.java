package diffusam.cli;

import diffusam.annotation.LabelMap;
import diffusam.engine.AcrossEngine;
import diffusam.engine.DeviceChoice;
import diffusam.engine.Doubts;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FewShotOptions;
import diffusam.engine.FewShotResult;
import diffusam.engine.Seeds;
import diffusam.engine.SlicePrompt;
import diffusam.engine.SliceSink;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gives every slice from the first seed to the last the labels of the nearest seed; keeps what it was asked. */
final class NearestSeedEngine implements Engines, FewShotEngine {
    final List<EngineRun> runs = new ArrayList<>();
    final List<Seeds> seeds = new ArrayList<>();
    final List<SlicePrompt> prompts = new ArrayList<>();

    @Override
    public void check(EngineRun run) throws UserError {
        if (!run.model().equals("nano")) {
            throw new UserError("there is no model named " + run.model() + "; installed: nano");
        }
    }

    @Override
    public FewShotEngine open(EngineRun run) throws UserError, IOException {
        if (run.options().seed() == 666) {
            throw new IOException("nano.safetensors is damaged; reinstall the program");
        }
        if (run.options().seed() == 668) {
            throw new UnsatisfiedLinkError("libtorch.so: wrong machine");
        }
        if (run.options().seed() == 669) {
            throw new OutOfMemoryError("Java heap space");
        }
        runs.add(run);
        return this;
    }

    @Override
    public AcrossEngine openAcross(String model, DeviceChoice device) {
        throw new UnsupportedOperationException("nothing is learnt across scans here");
    }

    @Override
    public String modelName() {
        return "test model";
    }

    @Override
    public String deviceName() {
        return "CPU, test";
    }

    @Override
    public void prepare(Volume image, Seeds given, JobContext context) {}

    @Override
    public FewShotResult segment(
            Volume image, Seeds given, FewShotOptions options, SliceSink onSlice, JobContext context) {
        if (options.seed() == 667) {
            throw new IllegalStateException("a bug\nin two lines");
        }
        seeds.add(given);
        SliceLayout layout = given.layout();
        LabelMap map = given.map();
        for (int slice = given.allSlices().first(); slice <= given.allSlices().last(); slice++) {
            int here = slice;
            int nearest = given.allSlices().stream()
                    .min(Comparator.comparingInt(s -> Math.abs(s - here)))
                    .orElseThrow();
            var edit = map.edit();
            for (int label : given.labels()) {
                edit.setMask(layout, slice, label, given.mask(label, nearest));
            }
            map = map.apply(edit.build());
            context.report(Progress.of("Propagating", slice, layout.slices()));
        }
        int steps = options.method().trains() ? options.trainingSteps() : 0;
        return new FewShotResult(map, 0.25, 1.5, 0.125, steps, new Doubts(given));
    }

    @Override
    public FewShotResult ceiling(Volume image, Seeds given, LabelMap truth, SliceSink onSlice, JobContext context) {
        return new FewShotResult(truth, 0.25, 0, 0.125, 0, new Doubts(given));
    }

    @Override
    public Optional<boolean[]> outline(Volume image, SlicePrompt prompt) {
        prompts.add(prompt);
        boolean[] mask = new boolean[prompt.layout().columns() * prompt.layout().rows()];
        for (SlicePrompt.Point point : prompt.points()) {
            mask[(int) point.row() * prompt.layout().columns() + (int) point.column()] = point.inside();
        }
        return Optional.of(mask);
    }

    @Override
    public void close() {}
}
