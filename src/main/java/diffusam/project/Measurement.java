package diffusam.project;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import diffusam.volume.Lps;
import diffusam.volume.Plane;
import java.time.Instant;

/** Something that was measured and kept. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Measurement.Distance.class, name = "distance"),
    @JsonSubTypes.Type(value = Measurement.Angle.class, name = "angle"),
    @JsonSubTypes.Type(value = Measurement.Region.class, name = "region"),
    @JsonSubTypes.Type(value = Measurement.Structure.class, name = "structure")
})
public sealed interface Measurement {
    /** A line that a person drew. */
    record Distance(String name, Lps from, Lps to) implements Measurement {
        public double lengthMm() {
            return to.minus(from).norm();
        }
    }

    /** Two arms that a person drew from one point. */
    record Angle(String name, Lps end, Lps vertex, Lps otherEnd) implements Measurement {
        /** From 0 to 180. */
        public double degrees() {
            Lps a = end.minus(vertex);
            Lps b = otherEnd.minus(vertex);
            return Math.toDegrees(Math.atan2(a.cross(b).norm(), a.dot(b)));
        }
    }

    /**
     * The values in an ellipse that a person drew on a slice.
     *
     * @param corner of the rectangle round the ellipse
     * @param opposite corner of that rectangle
     * @param mean of the image's values in it, HU for CT
     * @param deviation standard deviation of these values
     */
    record Region(
            String name,
            Plane plane,
            Lps corner,
            Lps opposite,
            double areaMm2,
            double mean,
            double deviation,
            double least,
            double most)
            implements Measurement {}

    /**
     * The figures of one label at one moment.
     *
     * @param mean of the image's values under the label, HU for CT
     * @param deviation standard deviation of these values
     * @param diameterMm the longest distance between two voxels
     */
    record Structure(int label, double volumeMl, double mean, double deviation, double diameterMm, Instant time)
            implements Measurement {}
}
