package diffusam.cli;

import diffusam.phantom.Organ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Shows the whole way on the sample study: the segment command with everything filled in. */
@Command(
        name = "demo",
        sortOptions = false,
        description = "Segments the sample study from its seed slices, judges the result and draws a picture.",
        footer = {"", "All other options go to 'segment', for example --method memory or --steps 50."})
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ToIntFunction<String[]> program;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The study, as 'phantom' makes it. Default: the one that comes with the program.")
    private Path data = SampleStudy.INCLUDED.folder();

    @Option(names = "--out-dir", paramLabel = "DIR", description = "Folder to write to. Default: a new temporary one.")
    private @Nullable Path folder;

    @Unmatched
    private List<String> further = new ArrayList<>();

    /** @param program runs another command, and gives its exit code */
    DemoCommand(Terminal terminal, ToIntFunction<String[]> program) {
        this.terminal = terminal;
        this.program = program;
    }

    @Override
    public Integer call() throws UserError, IOException {
        SampleStudy study = new SampleStudy(data);
        if (!Files.isDirectory(study.image())) {
            throw new UserError("there is no sample study in " + data.toAbsolutePath()
                    + "; make one with 'phantom --out " + data + "'");
        }
        Path results = folder == null ? Files.createTempDirectory("diffusam-demo-") : Files.createDirectories(folder);
        List<String> segment = new ArrayList<>(List.of("segment"));
        segment.addAll(List.of(
                "--image", study.image().toString(), "--seeds", study.seeds().toString()));
        segment.addAll(List.of("--truth", study.truth().toString()));
        segment.addAll(List.of("--out", results.resolve("labels.nii.gz").toString()));
        segment.addAll(List.of("--report", results.resolve("report.json").toString()));
        segment.addAll(List.of("--preview", results.resolve("preview.png").toString()));
        segment.addAll(further);
        terminal.out().println("diffusam " + String.join(" ", segment));
        terminal.out()
                .println(Arrays.stream(Organ.values())
                        .map(organ -> organ.id() + " " + organ.label().name())
                        .collect(Collectors.joining(", ", "labels: ", "")));
        return program.applyAsInt(segment.toArray(String[]::new));
    }
}
