package diffusam.dataset;

import diffusam.dataset.GreyPictures.Grey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Combined Healthy Abdominal Organ Segmentation: DICOM folders beside folders of grey pictures. Structures are numbered as in
 * BTCV. Of the MR sequences the T2 SPIR is the modality "MR"; the in-phase T1 is "T1 in phase".
 */
final class ChaosLayout {
    private static final Map<Integer, String> STRUCTURES =
            Map.of(1, "spleen", 2, "right kidney", 3, "left kidney", 6, "liver");
    private static final List<Grey> MR =
            List.of(new Grey(55, 70, 6), new Grey(110, 135, 2), new Grey(175, 200, 3), new Grey(240, 255, 1));
    private static final List<Grey> CT = List.of(new Grey(1, 255, 6));

    private ChaosLayout() {}

    static Optional<DataSet> recognise(Path folder) throws IOException {
        for (Path root : List.of(folder, folder.resolve("Train_Sets"), folder.resolve("CHAOS_Train_Sets/Train_Sets"))) {
            if (Files.isDirectory(root.resolve("MR")) || Files.isDirectory(root.resolve("CT"))) {
                List<DataCase> cases = new ArrayList<>();
                for (Path patient : patients(root.resolve("MR"))) {
                    add(cases, patient, "MR", patient.resolve("T2SPIR"), "DICOM_anon", MR);
                    add(cases, patient, "T1 in phase", patient.resolve("T1DUAL"), "DICOM_anon/InPhase", MR);
                }
                for (Path patient : patients(root.resolve("CT"))) {
                    add(cases, patient, "CT", patient, "DICOM_anon", CT);
                }
                return cases.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new DataSet("CHAOS", new TreeMap<>(STRUCTURES), cases));
            }
        }
        return Optional.empty();
    }

    private static void add(
            List<DataCase> cases, Path patient, String modality, Path study, String dicom, List<Grey> greys) {
        Path ground = study.resolve("Ground");
        if (Files.isDirectory(ground) && Files.isDirectory(study.resolve(dicom))) {
            cases.add(new DataCase(
                    modality + " " + patient.getFileName(),
                    modality,
                    study.resolve(dicom),
                    new GreyPictures(ground, study.resolve(dicom), greys)));
        }
    }

    private static List<Path> patients(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory)
                    .sorted(Comparator.comparingInt(
                                    (Path p) -> p.getFileName().toString().length())
                            .thenComparing(Path::getFileName))
                    .toList();
        }
    }
}
