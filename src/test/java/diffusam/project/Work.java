package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import diffusam.annotation.Annotation;
import diffusam.annotation.EditHistory;
import diffusam.annotation.LabelMap;
import diffusam.annotation.RandomEdits;
import diffusam.volume.Ijk;
import diffusam.volume.Lps;
import diffusam.volume.Plane;
import diffusam.volume.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A person at work by chance, and what they must find again. */
final class Work {
    static final ProjectSettings SETTINGS = ProjectSettings.of("0.1.0");

    private final List<ProjectContent> past = new ArrayList<>();
    private final SplittableRandom random;
    private final RandomEdits edits;

    Work(long seed) {
        random = new SplittableRandom(seed);
        edits = new RandomEdits(random);
    }

    static ProjectContent blank() {
        return ProjectContent.of(LabelMap.empty(RandomEdits.GRID), Window.ofCenterWidth(40, 400));
    }

    /** A folder on a file system that waits for nothing. */
    static Place place(Path folder) {
        return new Place(folder, FaultyFiles.sound(), SETTINGS, notice -> {});
    }

    /** Notices of a project, in the order they came. */
    static List<Notice> noticeList() {
        return Collections.synchronizedList(new ArrayList<>());
    }

    /** Begins to remember what {@code project} holds after every change. */
    Work on(Project project) {
        past.clear();
        past.add(project.content());
        return this;
    }

    /** Makes exactly one change. */
    void changeOnce(Project project) {
        long before = project.sequence();
        while (project.sequence() == before) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    if (project.canUndo()) {
                        project.undo();
                    }
                }
                case 1 -> {
                    if (project.canRedo()) {
                        project.redo();
                    }
                }
                case 2 -> project.choose(List.of(image(random.nextInt(1_000))));
                case 3 -> project.look(look());
                case 4 -> project.measure(measurements());
                case 5 -> project.choosePriors(List.of(prior(project)));
                case 6, 7 -> project.extend("propagation", edits.of(project.annotation()));
                default -> project.apply("stroke", edits.of(project.annotation()));
            }
        }
        past.add(project.content());
    }

    void change(Project project, int times) {
        for (int n = 0; n < times; n++) {
            changeOnce(project);
        }
    }

    /** What the project held when the change of this number was its last. */
    ProjectContent at(long sequence) {
        return past.get((int) (sequence - past.getFirst().sequence()));
    }

    private ViewState look() {
        return new ViewState(
                new Ijk(random.nextInt(13), random.nextInt(11), random.nextInt(7)),
                Window.ofCenterWidth(random.nextInt(-500, 500), 1 + random.nextInt(2_000)),
                random.nextInt(5),
                List.of(1, 3),
                random.nextBoolean() ? "" : "CORONAL",
                List.of(new ViewState.Framing(Plane.SAGITTAL, 1 + random.nextDouble(), 20.5, -3)));
    }

    private List<Measurement> measurements() {
        return List.of(
                new Measurement.Distance("long axis", new Lps(1, 2, 3), new Lps(random.nextDouble(), 0.1, 1e-9)),
                new Measurement.Structure(2, random.nextDouble(), 40, 12, 31, Instant.ofEpochSecond(1)));
    }

    private PriorReference prior(Project project) {
        SeedPrint seeds = SeedPrint.of(project.annotation().map(), Plane.AXIAL, Map.of(1, Set.of(1, 4), 2, Set.of(4)));
        FileEntry file = new FileEntry("p" + random.nextInt(100) + ".prior", 9, "cd".repeat(32));
        return new PriorReference(
                "diffusam-1", "nano", "diffusam", 150, file, seeds, "0.1.0", Instant.ofEpochSecond(2));
    }

    private static ImageReference image(int number) {
        return new ImageReference("../scan", "", List.of(new FileEntry("ct-" + number + ".nii", 5, "ab".repeat(32))));
    }

    static void assertSame(ProjectContent expected, ProjectContent actual) {
        assertEquals(expected.sequence(), actual.sequence());
        assertEquals(expected.images(), actual.images());
        assertSame(expected.annotation(), actual.annotation());
        assertSteps(expected.done(), actual.done());
        assertSteps(expected.undone(), actual.undone());
        assertEquals(expected.view(), actual.view());
        assertEquals(expected.measurements(), actual.measurements());
        assertEquals(expected.priors(), actual.priors());
    }

    static void assertSame(Annotation expected, Annotation actual) {
        assertEquals(expected.map().grid(), actual.map().grid());
        assertEquals(expected.labels(), actual.labels());
        assertEquals(expected.states(), actual.states());
        for (long p = 0; p < expected.map().grid().extent().voxels(); p++) {
            assertEquals(expected.map().at(p), actual.map().at(p));
        }
    }

    private static void assertSteps(List<EditHistory.Step> expected, List<EditHistory.Step> actual) {
        assertEquals(names(expected), names(actual));
    }

    private static List<String> names(List<EditHistory.Step> steps) {
        return steps.stream()
                .map(s -> s.number() + " " + s.name() + " " + s.edits().size())
                .toList();
    }

    /** The files as a killed process would leave them now. */
    static Path copy(Path folder, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file) && !file.endsWith("owner.json")) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
        return to;
    }
}
