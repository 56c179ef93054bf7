package diffusam.io.dicom;

import diffusam.annotation.Annotation;
import diffusam.annotation.LabelMap;
import diffusam.annotation.Provenance;
import diffusam.annotation.Provenance.Origin;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.Map;

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
     * What the provenance of a label's slices says: by hand if a person drew each of them, by a model from seeds that a person
     * drew if a model made one. Where nothing is recorded, as of labels read from a file, that is what the name says.
     */
    static Algorithm of(Annotation annotation, int label) {
        boolean recorded = false;
        for (Map.Entry<SliceKey, SliceState> entry : annotation.states().entrySet()) {
            if (entry.getKey().label() == label) {
                Provenance from = entry.getValue().provenance();
                recorded = true;
                if (from.origin() != Origin.HUMAN) {
                    return new Algorithm(
                            "SEMIAUTOMATIC",
                            String.join(" ", PROGRAM, from.model(), from.prior())
                                    .replaceAll(" +", " ")
                                    .strip());
                }
            }
        }
        return recorded && isWhollyRecorded(annotation, label)
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
