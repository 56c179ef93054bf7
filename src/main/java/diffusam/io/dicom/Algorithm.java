package diffusam.io.dicom;

import diffusam.annotation.Annotation;
import diffusam.annotation.LabelMap;
import diffusam.annotation.Provenance;
import diffusam.annotation.Provenance.Origin;
import diffusam.annotation.SliceKey;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a structure was made.
 *
 * @param type MANUAL, SEMIAUTOMATIC or AUTOMATIC (PS3.3, C.8.20.2)
 * @param name of what made it; of no meaning if a person did
 */
record Algorithm(String type, String name) {
    private static final String PROGRAM = "DiffuSAM";
    private static final Algorithm BY_HAND = new Algorithm("MANUAL", "");

    /**
     * What the provenance of a label's slices says: by hand if a person drew each of them; by a model if one made any, and
     * automatically if it made all of them and no person had drawn seeds. Where nothing is recorded, as of labels read from a
     * file, that is what the name says.
     */
    static Algorithm of(Annotation annotation, int label) {
        List<Provenance> origins = annotation.states().entrySet().stream()
                .filter(entry -> entry.getKey().label() == label)
                .sorted(Comparator.comparingInt(entry -> entry.getKey().slice()))
                .map(entry -> entry.getValue().provenance())
                .toList();
        Optional<Provenance> machine =
                origins.stream().filter(from -> from.origin() != Origin.HUMAN).findFirst();
        if (machine.isPresent()) {
            boolean alone = origins.stream()
                    .allMatch(from ->
                            from.origin() == Origin.MODEL && from.seeds().isEmpty());
            String name = String.join(
                    " ", PROGRAM, machine.get().model(), machine.get().prior());
            return new Algorithm(
                    alone ? "AUTOMATIC" : "SEMIAUTOMATIC",
                    name.replaceAll(" +", " ").strip());
        }
        return !origins.isEmpty() && isWhollyRecorded(annotation, label)
                ? BY_HAND
                : new Algorithm("SEMIAUTOMATIC", "not recorded");
    }

    /** True if, in some plane, it is recorded where each slice of the label came from. */
    private static boolean isWhollyRecorded(Annotation annotation, int label) {
        LabelMap map = annotation.map();
        for (Plane plane : Plane.values()) {
            if (map.slicesWith(SliceLayout.of(map.grid(), plane), label).stream()
                    .allMatch(slice -> annotation.states().containsKey(new SliceKey(plane, slice, label)))) {
                return true;
            }
        }
        return false;
    }
}
