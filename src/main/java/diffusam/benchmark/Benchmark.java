package diffusam.benchmark;

import diffusam.annotation.LabelMap;
import diffusam.dataset.DataCase;
import diffusam.dataset.DataSet;
import diffusam.engine.FewShotResult;
import diffusam.files.SafeFile;
import diffusam.jobs.JobContext;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** What all settings share: the data, the question, the ledger of finished runs, and the report. */
public final class Benchmark {
    private static final String OVERLAYS = "overlays";

    private final DataSet data;
    private final Protocol protocol;
    private final Path folder;
    private final Ledger ledger;
    private final List<Integer> labels;
    private final Notes notes;

    private Benchmark(DataSet data, Protocol protocol, Path folder, Ledger ledger, List<Integer> labels, Notes notes) {
        this.data = data;
        this.protocol = protocol;
        this.folder = folder;
        this.ledger = ledger;
        this.labels = labels;
        this.notes = notes;
    }

    /**
     * Opens a report folder, or begins one.
     *
     * @throws IOException if the data set lacks a structure, or the folder answers another question
     */
    public static Benchmark open(DataSet data, Protocol protocol, Path folder, Notes notes) throws IOException {
        List<Integer> labels = labels(data, protocol.structures());
        String question =
                protocol.setting() + " of " + data.name() + " (" + data.cases().size() + " scans), labels "
                        + labels + ", " + protocol.axis() + ", " + protocol.model() + ", " + protocol.within() + ", "
                        + protocol.across();
        return new Benchmark(data, protocol, folder, Ledger.open(folder, question), labels, notes);
    }

    private static List<Integer> labels(DataSet data, List<String> structures) throws IOException {
        if (structures.isEmpty()) {
            boolean paper = Protocol.ORGANS.stream().allMatch(o -> data.idOf(o).isPresent());
            return paper
                    ? labels(data, Protocol.ORGANS)
                    : List.copyOf(data.labels().keySet());
        }
        List<Integer> found = new ArrayList<>();
        for (String structure : structures) {
            Optional<Integer> id =
                    structure.matches("\\d+") ? Optional.of(Integer.valueOf(structure)) : data.idOf(structure);
            if (id.isEmpty() || !data.labels().containsKey(id.get())) {
                throw new IOException(data.name() + " has no structure " + structure + "; it has "
                        + data.labels().entrySet().stream()
                                .map(e -> e.getKey() + " " + e.getValue())
                                .collect(Collectors.joining(", ")));
            }
            found.add(id.get());
        }
        return found;
    }

    DataSet data() {
        return data;
    }

    Protocol protocol() {
        return protocol;
    }

    List<Integer> labels() {
        return labels;
    }

    boolean has(RunKey key) {
        return ledger.has(key);
    }

    Optional<RunResult> get(RunKey key) {
        return ledger.get(key);
    }

    /** How long a method trained for the runs that are finished, if there are any. */
    OptionalDouble trainSeconds(String method, int seeds) {
        return ledger.all().stream()
                .filter(r -> r.key().method().equals(method) && r.key().seeds() == seeds)
                .mapToDouble(RunResult::trainSeconds)
                .findFirst();
    }

    /** Where a trained prior is kept. */
    Path priorFile(String method, int seeds) {
        return folder.resolve(method + "-" + seeds + ".prior");
    }

    /** A scan with its truth, in the protocol's plane. */
    record Truth(String name, Volume image, LabelMap map, SliceLayout layout) {}

    Truth read(DataCase scan) throws IOException {
        Volume image = scan.image();
        return new Truth(scan.name(), image, scan.labels(image), SliceLayout.of(image.grid(), protocol.axis()));
    }

    /** Judges a run, and writes it down before anything else is done. */
    void finish(
            RunKey key, Truth truth, FewShotResult result, double trainSeconds, IntFunction<Collection<Integer>> seeds)
            throws IOException {
        double seconds = result.encodeSeconds() + result.propagateSeconds();
        RunResult judged =
                RunResult.of(key, result.labels(), truth.map, truth.layout, labels, seeds, trainSeconds, seconds);
        if (key.method().equals(protocol.methods().get(0))) {
            Files.createDirectories(folder.resolve(OVERLAYS));
            OverlayPicture overlay = new OverlayPicture(truth.image, truth.map, result.labels(), truth.layout);
            SafeFile.write(overlay(key), out -> ImageIO.write(overlay.draw(), "png", out));
        }
        ledger.append(judged);
        notes.note(String.format(
                Locale.ROOT,
                "%s, %d seeds, %s: Dice %.3f (trained %.0f s, then %.0f s)",
                key.method(),
                key.seeds(),
                key.scan(),
                judged.dice(),
                trainSeconds,
                seconds));
    }

    Path overlay(RunKey key) {
        String scan = key.scan().replaceAll("[^A-Za-z0-9._-]", "_");
        return folder.resolve(OVERLAYS).resolve(key.method() + "-" + key.seeds() + "-" + scan + ".png");
    }

    /** Runs what is not done yet, then writes the report. */
    public void run(BenchmarkEngines engines, Optional<DataSet> target, JobContext context) throws IOException {
        switch (protocol.setting()) {
            case WITHIN -> new WithinSetting(this, engines, context).run();
            case ACROSS -> new AcrossSetting(this, engines, context).run();
            case SFUDA -> new AdaptationSetting(this, engines, target.orElseThrow(), context).run();
        }
        new Report(this, ledger.all(), folder).write();
    }
}
