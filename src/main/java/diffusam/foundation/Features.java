package diffusam.foundation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;

/**
 * What the image encoder makes of a batch of frames: the embedding (B, C, h, w) and the finer levels that the mask decoder
 * reads, finest last. The arrays belong to whoever holds their manager.
 */
public record Features(NDArray embedding, List<NDArray> skips) {
    public Features {
        skips = List.copyOf(skips);
    }

    public long batch() {
        return embedding.getShape().get(0);
    }

    /** All levels, embedding first. */
    public NDList toList() {
        NDList list = new NDList(embedding);
        list.addAll(skips);
        return list;
    }

    /** Inverse of {@link #toList}. */
    public static Features of(NDList levels) {
        return new Features(levels.get(0), List.copyOf(levels.subList(1, levels.size())));
    }

    /** One frame repeated {@code times}. */
    public Features repeat(int times) {
        if (times == 1) {
            return this;
        }
        return new Features(
                embedding.repeat(0, times),
                skips.stream().map(s -> s.repeat(0, times)).toList());
    }
}
