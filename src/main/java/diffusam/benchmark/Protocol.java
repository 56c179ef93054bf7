package diffusam.benchmark;

import diffusam.engine.AcrossOptions;
import diffusam.engine.FewShotOptions;
import diffusam.volume.Plane;
import java.util.List;

/**
 * What a benchmark asks.
 *
 * @param setting few slices of the scan itself, other scans of the set, or scans of another set without labels
 * @param structures names or numbers; empty for the organs of the paper, or all where the set has not all of those
 * @param seeds how many labelled slices or scans, each tried in turn
 * @param methods by name; empty for all of the setting
 * @param model name of the foundation model
 */
public record Protocol(
        Setting setting,
        List<String> structures,
        List<Integer> seeds,
        List<String> methods,
        Plane axis,
        String model,
        FewShotOptions within,
        AcrossOptions across) {
    /** The organs of DiffuSAM's tables. */
    static final List<String> ORGANS = List.of("spleen", "right kidney", "left kidney", "liver");

    public Protocol {
        structures = List.copyOf(structures);
        seeds = seeds.stream().distinct().sorted().toList();
        methods = methods.isEmpty() ? setting.methods() : List.copyOf(methods);
        if (seeds.stream().anyMatch(n -> n < 1) || seeds.isEmpty()) {
            throw new IllegalArgumentException("numbers of seeds are at least 1, got " + seeds);
        }
        for (String method : methods) {
            if (!setting.methods().contains(method)) {
                throw new IllegalArgumentException(
                        "there is no method " + method + " here; there are " + String.join(", ", setting.methods()));
            }
        }
    }

    /** Where the labels come from. */
    public enum Setting {
        WITHIN(List.of("diffusam", "regress", "memory", "interpolate", "unet", "oracle"), List.of(1, 3, 5, 8)),
        ACROSS(List.of("prior", "regress", "retrieval", "unet"), List.of(3)),
        SFUDA(List.of("adapted", "prior", "retrieval", "unet"), List.of(1000));

        private final List<String> methods;
        private final List<Integer> seeds;

        Setting(List<String> methods, List<Integer> seeds) {
            this.methods = methods;
            this.seeds = seeds;
        }

        /** Every method, the one of interest first. */
        public List<String> methods() {
            return methods;
        }

        /** The numbers of seeds of the paper, and those it leaves open; a number beyond all scans stands for all. */
        public List<Integer> seeds() {
            return seeds;
        }
    }
}
