package diffusam.metrics;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * How well a predicted structure agrees with the truth. NaN stands for "not defined": everything but the volumes if both
 * are empty, and the distances if one is; the Dice coefficient of an empty and a filled structure is 0.
 *
 * @param dice twice the common volume over the sum of both, from 0 to 1
 * @param hd95Mm the larger of the two directed 95th percentiles of the surface distances, as in MONAI
 * @param assdMm average symmetric surface distance: the mean over the surface voxels of both, pooled
 */
public record Agreement(double dice, double hd95Mm, double assdMm, double predictionMl, double truthMl) {
    /** Means of what is defined, each over the members that define it; NaN where none does. */
    public static Agreement mean(Collection<Agreement> members) {
        return new Agreement(
                mean(members, Agreement::dice),
                mean(members, Agreement::hd95Mm),
                mean(members, Agreement::assdMm),
                mean(members, Agreement::predictionMl),
                mean(members, Agreement::truthMl));
    }

    private static double mean(Collection<Agreement> members, ToDoubleFunction<Agreement> figure) {
        return members.stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
