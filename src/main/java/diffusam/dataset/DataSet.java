package diffusam.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Labelled scans that number their structures alike.
 *
 * @param labels name of each structure by its number
 */
public record DataSet(String name, SortedMap<Integer, String> labels, List<DataCase> cases) {
    public DataSet {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        cases = List.copyOf(cases);
    }

    /**
     * Recognises the layout of a folder, or reads a description in the manner of {@code dataset.json}.
     *
     * @throws IOException if the layout is none that is known, or it holds no labelled scan
     */
    public static DataSet open(Path place) throws IOException {
        DataSet found = Files.isRegularFile(place) ? DescribedLayout.read(place) : ofFolder(place);
        if (found.cases.isEmpty()) {
            throw new IOException(place + " holds no labelled scan");
        }
        return found;
    }

    private static DataSet ofFolder(Path folder) throws IOException {
        Path description = folder.resolve(DescribedLayout.FILE);
        if (Files.isRegularFile(description)) {
            return DescribedLayout.read(description);
        }
        Optional<DataSet> known = BtcvLayout.recognise(folder);
        return (known.isPresent() ? known : ChaosLayout.recognise(folder))
                .orElseThrow(() -> new IOException(folder + " is no data set that is known here: it has neither a "
                        + DescribedLayout.FILE + " (MSD, AMOS, nnU-Net), nor the folders of BTCV or CHAOS"));
    }

    /** Only the cases of one modality, told by the beginning of its name. */
    public DataSet ofModality(String modality) {
        String wanted = modality.toLowerCase(Locale.ROOT);
        return new DataSet(
                name,
                labels,
                cases.stream()
                        .filter(c -> c.modality().toLowerCase(Locale.ROOT).startsWith(wanted))
                        .toList());
    }

    /** The number of a structure by its name, however its words are ordered and abbreviated. */
    public Optional<Integer> idOf(String structure) {
        String wanted = words(structure);
        return labels.entrySet().stream()
                .filter(e -> words(e.getValue()).equals(wanted))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** "R kidney", "kidney_right" and "right kidney" are the same words. */
    private static String words(String name) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .map(word -> switch (word) {
                    case "r", "rt" -> "right";
                    case "l", "lt" -> "left";
                    default -> word;
                })
                .filter(word -> !word.isEmpty())
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
