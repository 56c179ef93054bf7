package diffusam.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;

/**
 * A trained prior that lies in the project.
 *
 * @param name for people; what the masks that come of it name too
 * @param model the foundation model that it belongs to
 * @param method what it was trained for
 * @param steps that were asked of the training
 * @param file in the project's folder of priors
 * @param seeds what it was trained on
 * @param program version of the program that trained it
 * @param trained when, by the clock of the computer
 */
public record PriorReference(
        String name,
        String model,
        String method,
        int steps,
        FileEntry file,
        SeedPrint seeds,
        String program,
        Instant trained) {
    private record Old(String name, String model, FileEntry file, SeedPrint seeds, Instant trained) {}

    /** Reads an entry; files of old say neither method, steps nor program. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static PriorReference read(JsonNode json) throws IOException {
        Old old = Json.read(json, Old.class);
        return new PriorReference(
                old.name,
                old.model,
                json.path("method").asText(),
                json.path("steps").asInt(),
                old.file,
                old.seeds,
                json.path("program").asText(),
                old.trained);
    }

    /** True if both are for the same labels on slices of the same plane, by the same method and model. */
    public boolean replaces(PriorReference other) {
        return model.equals(other.model)
                && method.equals(other.method)
                && seeds.plane() == other.seeds.plane()
                && seeds.labels().equals(other.seeds.labels());
    }
}
