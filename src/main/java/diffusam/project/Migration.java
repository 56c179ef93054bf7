package diffusam.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Brings what older versions of the program saved to the present layout, in memory, a version at a time. */
final class Migration {
    private Migration() {}

    /**
     * The content of {@code project.json} in the present layout.
     *
     * @param json of this version or an older one
     */
    static JsonNode toPresent(JsonNode json) throws IOException {
        if (!(json instanceof ObjectNode old)) {
            throw new IOException("not a JSON object");
        }
        ObjectNode present = old.deepCopy();
        while (present.path("version").asInt() < Manifest.VERSION) {
            int version = present.path("version").asInt();
            switch (version) {
                case 1 -> addViewMeasurementsAndPriors(present);
                case 2 -> {} // views and priors say less, which is read as nothing; edits are written in another way
                default -> throw new IOException("format " + version + " never was");
            }
            present.put("version", version + 1);
        }
        return present;
    }

    private static void addViewMeasurementsAndPriors(ObjectNode json) throws IOException {
        Manifest.GridOnly old = Json.read(json, Manifest.GridOnly.class);
        json.set("view", Json.tree(ViewState.of(old.grid())));
        json.putArray("measurements");
        json.putArray("priors");
    }
}
