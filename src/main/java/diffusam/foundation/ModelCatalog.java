package diffusam.foundation;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The models this program can load. */
public final class ModelCatalog {
    private final List<FoundationProvider> providers;

    public ModelCatalog(List<FoundationProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** All models on the class path. */
    public static ModelCatalog installed() {
        return new ModelCatalog(ServiceLoader.load(FoundationProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    public List<FoundationProvider> providers() {
        return providers;
    }

    public Optional<FoundationProvider> find(String name) {
        return providers.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
