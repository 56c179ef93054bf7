package diffusam.sam2;

import diffusam.nn.Dimensions;
import diffusam.nn.StoredTensor;
import diffusam.nn.WeightFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sizes in which the released networks differ.
 *
 * @param name as in the names of the released files
 * @param channels of the first stage; each later stage doubles them
 * @param heads of the first stage; each later stage doubles them
 * @param stages blocks in each of the four stages
 * @param globalBlocks numbers of the blocks that attend to the whole image
 * @param background side of the position embedding that is stretched over the image
 * @param windows side of the attention windows in each stage
 * @param improved true for SAM 2.1, which tells the age of object pointers and marks memories of frames without the object
 */
public record Sam2Config(
        String name,
        int channels,
        int heads,
        List<Integer> stages,
        List<Integer> globalBlocks,
        int background,
        List<Integer> windows,
        boolean improved) {
    public static final Sam2Config TINY = new Sam2Config(
            "sam2.1_hiera_tiny", 96, 1, List.of(1, 2, 7, 2), List.of(5, 7, 9), 7, List.of(8, 4, 14, 7), true);
    public static final Sam2Config SMALL = new Sam2Config(
            "sam2.1_hiera_small", 96, 1, List.of(1, 2, 11, 2), List.of(7, 10, 13), 7, List.of(8, 4, 14, 7), true);
    public static final Sam2Config BASE_PLUS = new Sam2Config(
            "sam2.1_hiera_base_plus",
            112,
            2,
            List.of(2, 3, 16, 3),
            List.of(12, 16, 20),
            14,
            List.of(8, 4, 14, 7),
            true);
    public static final Sam2Config LARGE = new Sam2Config(
            "sam2.1_hiera_large", 144, 2, List.of(2, 6, 36, 4), List.of(23, 33, 43), 7, List.of(8, 4, 16, 8), true);

    /** Every released network. */
    public static final List<Sam2Config> RELEASED = Stream.of(TINY, SMALL, BASE_PLUS, LARGE)
            .flatMap(config -> Stream.of(config, config.firstRelease()))
            .toList();

    public Sam2Config {
        stages = List.copyOf(stages);
        globalBlocks = List.copyOf(globalBlocks);
        windows = List.copyOf(windows);
        if (stages.size() != 4 || windows.size() != 4) {
            throw new IllegalArgumentException("four stages are needed: " + stages + ", windows " + windows);
        }
    }

    /** The network of the same size as SAM 2 first had it. */
    public Sam2Config firstRelease() {
        return new Sam2Config(
                name.replace("sam2.1", "sam2"), channels, heads, stages, globalBlocks, background, windows, false);
    }

    /** For people: "SAM 2.1, base plus". */
    public String title() {
        String size = name.substring(name.indexOf("hiera_") + "hiera_".length()).replace('_', ' ');
        return (improved ? "SAM 2.1, " : "SAM 2, ") + size;
    }

    /** Number of blocks in all stages. */
    public int depth() {
        return stages.stream().mapToInt(Integer::intValue).sum();
    }

    /** The released network whose sizes a file with original names has. */
    static Optional<Sam2Config> of(WeightFile file) {
        return RELEASED.stream()
                .filter(config -> config.improved == file.tensors().containsKey("no_obj_embed_spatial"))
                .filter(config -> has(file, "image_encoder.trunk.pos_embed", config.backgroundShape()))
                .filter(config -> file.tensors().containsKey(config.lastBlock())
                        && !file.tensors().containsKey(block(config.depth())))
                .findFirst();
    }

    private Dimensions backgroundShape() {
        return Dimensions.of(1, channels, background, background);
    }

    private String lastBlock() {
        return block(depth() - 1);
    }

    private static String block(int number) {
        return "image_encoder.trunk.blocks." + number + ".norm1.weight";
    }

    private static boolean has(WeightFile file, String tensor, Dimensions shape) {
        StoredTensor stored = file.tensors().get(tensor);
        return stored != null && stored.shape().equals(shape);
    }
}
