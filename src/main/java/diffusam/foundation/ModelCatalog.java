package diffusam.foundation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The models this program can load. */
public final class ModelCatalog {
    private final List<FoundationProvider> providers;

    public ModelCatalog(List<FoundationProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /**
     * The models on the class path, then the usable ones of the user's models folder at this moment. A folder that cannot be
     * read counts as empty.
     */
    public static ModelCatalog installed() {
        Stream<FoundationProvider> builtIn =
                ServiceLoader.load(FoundationProvider.class).stream().map(ServiceLoader.Provider::get);
        return new ModelCatalog(Stream.concat(builtIn, ofUser().stream()).toList());
    }

    private static List<FoundationProvider> ofUser() {
        try {
            return ModelStore.ofUser().list().stream()
                    .flatMap(installed -> installed.model().stream())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    public List<FoundationProvider> providers() {
        return providers;
    }

    public Optional<FoundationProvider> find(String name) {
        return providers.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
