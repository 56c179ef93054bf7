package diffusam.foundation;

import diffusam.nn.WeightFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The models this program can load.
 *
 * @param builtIn those that come with it
 * @param store those of the user
 */
public record ModelCatalog(List<FoundationProvider> builtIn, ModelStore store) {
    private static final Pattern SIDED = Pattern.compile("(?<model>.+)@(?<side>\\d{1,4})");

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
     * The model of a name, or the one that a weight file holds wherever it lies; either may end in {@code @512}, the side of
     * the images it shall be shown.
     *
     * @throws WeightFileException if there is such a file and it cannot be used
     * @throws IOException if the model takes no images of that side
     */
    public Optional<FoundationProvider> find(String text) throws IOException {
        Optional<FoundationProvider> whole = findWhole(text);
        Matcher sided = SIDED.matcher(text);
        if (whole.isPresent() || !sided.matches()) {
            return whole;
        }
        Optional<FoundationProvider> model = findWhole(sided.group("model"));
        int side = Integer.parseInt(sided.group("side"));
        if (model.isPresent() && model.get().atSide(side).isEmpty()) {
            throw new IOException(model.get().name() + " takes no images of side " + side
                    + "; SAM 2 takes multiples of 32, the embedded model multiples of 64");
        }
        return model.flatMap(found -> found.atSide(side));
    }

    private Optional<FoundationProvider> findWhole(String nameOrFile) throws IOException {
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
