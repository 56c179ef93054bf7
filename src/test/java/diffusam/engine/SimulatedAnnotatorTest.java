package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import diffusam.annotation.LabelMap;
import diffusam.io.Images;
import diffusam.io.Labels;
import diffusam.jobs.JobContext;
import diffusam.metrics.Comparison;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Someone who knows the truth labels the slices that are suggested, starting from three evenly spaced ones; someone else labels
 * as many evenly spaced slices. By shape interpolation, which needs no network. Skipped where the real scans are not there.
 */
class SimulatedAnnotatorTest {
    private static final Path SCANS = Path.of("..", "shared", "data");
    private static final int FIRST = 3;
    private static final int LAST = 7;

    private record Study(String name, String image, String truth, List<Integer> labels) {}

    private static final List<Study> STUDIES = List.of(
            new Study(
                    "CT",
                    "ct_abd/totalseg_ct/example_ct.nii.gz",
                    "ct_abd/totalseg_ct/example_seg_fast_force_split.nii.gz",
                    List.of(1, 2, 3, 5)),
            new Study(
                    "MR",
                    "mr_abd/totalseg_mr/example_mr_sm.nii.gz",
                    "mr_abd/totalseg_mr/example_seg_mr.nii.gz",
                    List.of(1, 2, 3, 5)),
            hippocampus("001"),
            hippocampus("003"),
            hippocampus("004"),
            hippocampus("006"),
            hippocampus("007"),
            hippocampus("008"));

    private static Study hippocampus(String subject) {
        String start = "mr_brain/hippocampus_msd/hippocampus_" + subject;
        return new Study("hippocampus " + subject, start + "_img.nii.gz", start + "_label.nii.gz", List.of(1, 2));
    }

    @Tag("slow")
    @Test
    void suggestedSlicesHelpMoreThanEvenlySpacedOnesInTheMean() throws IOException {
        assumeTrue(Files.isDirectory(SCANS), "the shared scans are not here");
        double suggested = 0;
        double even = 0;
        for (Study study : STUDIES) {
            Volume image = Images.open(SCANS.resolve(study.image)).volume();
            LabelMap truth = Labels.read(SCANS.resolve(study.truth));
            Simulation simulation =
                    new Simulation(image, truth, SliceLayout.of(image.grid(), Plane.AXIAL), study.labels);
            double[] both = simulation.run();
            System.out.printf("%-16s %d seeds: suggested %.3f, even %.3f%n", study.name, LAST, both[0], both[1]);
            suggested += both[0] / STUDIES.size();
            even += both[1] / STUDIES.size();
        }
        System.out.printf("mean             suggested %.3f, even %.3f%n", suggested, even);
        assertTrue(suggested > even, suggested + " against " + even);
    }

    private record Simulation(Volume image, LabelMap truth, SliceLayout layout, List<Integer> labels) {
        /** Mean Dice over labels and over the numbers of seeds that were added: as suggested, and evenly spaced. */
        double[] run() {
            NavigableSet<Integer> seeds = even(FIRST);
            List<double[]> steps = new ArrayList<>();
            for (int count = FIRST + 1; count <= LAST; count++) {
                seeds.add(segment(seeds).doubts().next().orElseThrow().slice());
                steps.add(new double[] {dice(seeds), dice(even(count))});
            }
            return new double[] {
                steps.stream().mapToDouble(s -> s[0]).average().orElseThrow(),
                steps.stream().mapToDouble(s -> s[1]).average().orElseThrow()
            };
        }

        private NavigableSet<Integer> even(int count) {
            NavigableSet<Integer> shown = new TreeSet<>();
            labels.forEach(label -> shown.addAll(truth.slicesWith(layout, label)));
            NavigableSet<Integer> chosen = new TreeSet<>();
            int length = shown.last() - shown.first() + 1;
            for (int n = 0; n < count; n++) {
                chosen.add(shown.first() + (int) ((n + .5) * length / count));
            }
            return chosen;
        }

        private FewShotResult segment(NavigableSet<Integer> seeds) {
            try (InterpolationEngine engine = new InterpolationEngine()) {
                return engine.segment(
                        image,
                        Seeds.complete(truth, layout, seeds, labels),
                        FewShotOptions.DEFAULT.with(Method.INTERPOLATE),
                        slice -> {},
                        JobContext.silent());
            }
        }

        private double dice(NavigableSet<Integer> seeds) {
            Comparison comparison = new Comparison(segment(seeds).labels(), truth, layout);
            return labels.stream()
                    .mapToDouble(label -> comparison.structure(label).volume().dice())
                    .average()
                    .orElseThrow();
        }
    }
}
