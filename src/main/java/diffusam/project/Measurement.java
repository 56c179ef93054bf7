package diffusam.project;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import diffusam.volume.Lps;
import java.time.Instant;

/** Something that was measured and kept. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Measurement.Distance.class, name = "distance"),
    @JsonSubTypes.Type(value = Measurement.Structure.class, name = "structure")
})
public sealed interface Measurement {
    /** A line that a person drew. */
    record Distance(String name, Lps from, Lps to) implements Measurement {
        public double lengthMm() {
            return to.minus(from).norm();
        }
    }

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
