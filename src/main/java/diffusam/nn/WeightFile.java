package diffusam.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The content of a weight file, whatever its format.
 *
 * @param name the file's name, for messages
 * @param metadata free text that came with the tensors
 */
public record WeightFile(String name, Map<String, String> metadata, Map<String, StoredTensor> tensors) {
    public WeightFile {
        metadata = Map.copyOf(metadata);
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }
}
