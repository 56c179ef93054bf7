package diffusam.nano;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sizes of a nano network.
 *
 * @param dims channels of the four encoder stages, at strides 2, 4, 8 and 16
 * @param convs residual convolution blocks a stage
 * @param attentions transformer blocks a stage
 * @param window side of the attention windows at stride 8
 * @param embedding channels of the image embedding, at stride 8
 * @param memory channels of a memory
 * @param attention inner width of the memory attention
 * @param memoryLayers layers of the memory attention
 * @param decoderLayers two-way layers of the mask decoder
 * @param ages number of temporal positions
 * @param pool side of the squares over which keys and values of the memory attention are averaged; 1 averages none
 */
record NanoConfig(
        List<Integer> dims,
        List<Integer> convs,
        List<Integer> attentions,
        int window,
        int embedding,
        int memory,
        int attention,
        int memoryLayers,
        int decoderLayers,
        int ages,
        int pool) {
    static final NanoConfig DEFAULT = new NanoConfig(
            List.of(16, 32, 96, 160), List.of(1, 1, 1, 0), List.of(0, 0, 1, 2), 8, 96, 32, 64, 2, 2, 7, 1);

    NanoConfig {
        dims = List.copyOf(dims);
        convs = List.copyOf(convs);
        attentions = List.copyOf(attentions);
        if (dims.size() != 4 || convs.size() != 4 || attentions.size() != 4) {
            throw new IllegalArgumentException("four stages are needed: " + dims + ", " + convs + ", " + attentions);
        }
    }

    /**
     * Reads the configuration that a weight file carries; sizes it does not name are the default's.
     *
     * @throws IllegalArgumentException if it is not JSON of the expected form
     */
    static NanoConfig parse(String json) {
        JsonNode node;
        try {
            node = new ObjectMapper().readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a configuration: " + json, e);
        }
        return new NanoConfig(
                ints(node, "dims", DEFAULT.dims),
                ints(node, "convs", DEFAULT.convs),
                ints(node, "attns", DEFAULT.attentions),
                node.path("window").asInt(DEFAULT.window),
                node.path("d").asInt(DEFAULT.embedding),
                node.path("mem").asInt(DEFAULT.memory),
                node.path("att_dim").asInt(DEFAULT.attention),
                node.path("mem_layers").asInt(DEFAULT.memoryLayers),
                node.path("dec_layers").asInt(DEFAULT.decoderLayers),
                node.path("n_tpos").asInt(DEFAULT.ages),
                node.path("mem_pool").asInt(DEFAULT.pool));
    }

    /** The form that {@link #parse} reads. */
    String toJson() {
        return new ObjectMapper()
                .valueToTree(Map.ofEntries(
                        Map.entry("dims", dims),
                        Map.entry("convs", convs),
                        Map.entry("attns", attentions),
                        Map.entry("window", window),
                        Map.entry("d", embedding),
                        Map.entry("mem", memory),
                        Map.entry("att_dim", attention),
                        Map.entry("mem_layers", memoryLayers),
                        Map.entry("dec_layers", decoderLayers),
                        Map.entry("n_tpos", ages),
                        Map.entry("mem_pool", pool)))
                .toString();
    }

    NanoConfig withPool(int side) {
        return new NanoConfig(
                dims, convs, attentions, window, embedding, memory, attention, memoryLayers, decoderLayers, ages, side);
    }

    private static List<Integer> ints(JsonNode node, String name, List<Integer> fallback) {
        if (!node.has(name)) {
            return fallback;
        }
        List<Integer> values = new ArrayList<>();
        node.get(name).forEach(n -> values.add(n.asInt()));
        return values;
    }
}
