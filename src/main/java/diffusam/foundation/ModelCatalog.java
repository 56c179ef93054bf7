package diffusam.foundation;

import diffusam.nn.WeightFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The models this program can load.
 *
 * @param builtIn those that come with it
 * @param store those of the user
 */
public record ModelCatalog(List<FoundationProvider> builtIn, ModelStore store) {
    public ModelCatalog {
        builtIn = List.copyOf(builtIn);
    }

    /** The models on the class path, and the user's models folder. */
    public static ModelCatalog ofUser() {
        return new ModelCatalog(
                ServiceLoader.load(FoundationProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList(),
                ModelStore.ofUser());
    }

    /** All that can be loaded at this moment. */
    public List<FoundationProvider> usable() throws IOException {
        return Stream.concat(builtIn.stream(), store.list().stream().flatMap(installed -> installed.model().stream()))
                .toList();
    }

    /**
     * The model of a name, or the one that a weight file holds wherever it lies.
     *
     * @throws WeightFileException if there is such a file and it cannot be used
     */
    public Optional<FoundationProvider> find(String nameOrFile) throws IOException {
        Optional<FoundationProvider> known = builtIn.stream()
                .filter(model -> model.name().equals(nameOrFile))
                .findFirst();
        if (known.isPresent()) {
            return known;
        }
        Optional<Path> file = store.list().stream()
                .filter(installed -> installed.name().equals(nameOrFile))
                .map(InstalledModel::file)
                .findFirst()
                .or(() -> file(nameOrFile));
        return file.isEmpty() ? Optional.empty() : Optional.of(store.recognise(file.get()));
    }

    private static Optional<Path> file(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
