package diffusam.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Multi-Atlas Labeling Beyond the Cranial Vault: {@code img/img0001.nii.gz} beside {@code label/label0001.nii.gz}. */
final class BtcvLayout {
    private static final List<String> STRUCTURES = List.of(
            "spleen",
            "right kidney",
            "left kidney",
            "gallbladder",
            "esophagus",
            "liver",
            "stomach",
            "aorta",
            "inferior vena cava",
            "portal and splenic vein",
            "pancreas",
            "right adrenal gland",
            "left adrenal gland");

    private BtcvLayout() {}

    static Optional<DataSet> recognise(Path folder) throws IOException {
        for (Path root : List.of(
                folder,
                folder.resolve("Training"),
                folder.resolve("RawData/Training"),
                folder.resolve("Abdomen/RawData/Training"))) {
            if (Files.isDirectory(root.resolve("img")) && Files.isDirectory(root.resolve("label"))) {
                return Optional.of(read(root));
            }
        }
        return Optional.empty();
    }

    private static DataSet read(Path root) throws IOException {
        SortedMap<Integer, String> names = new TreeMap<>();
        for (int n = 0; n < STRUCTURES.size(); n++) {
            names.put(n + 1, STRUCTURES.get(n));
        }
        var same = names.keySet().stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
        List<DataCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve("label"))) {
            for (Path label : files.filter(f -> f.getFileName().toString().matches("label\\d+\\.nii(\\.gz)?"))
                    .sorted()
                    .toList()) {
                String image = label.getFileName().toString().replaceFirst("label", "img");
                cases.add(new DataCase(
                        image.replaceFirst("\\.nii.*", ""),
                        "CT",
                        root.resolve("img").resolve(image),
                        new LabelFile(label, same)));
            }
        }
        return new DataSet("BTCV", names, cases);
    }
}
