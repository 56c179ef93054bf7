package diffusam.nn;

import java.util.List;
import java.util.stream.LongStream;

/** The shape of a stored tensor, outermost first; empty for a scalar. */
public record Dimensions(List<Long> sizes) {
    public Dimensions {
        sizes = List.copyOf(sizes);
        elements(sizes);
    }

    public static Dimensions of(long... sizes) {
        return new Dimensions(LongStream.of(sizes).boxed().toList());
    }

    public long elements() {
        return elements(sizes);
    }

    public long[] toArray() {
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    private static long elements(List<Long> sizes) {
        long product = 1;
        for (long size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException("negative size in " + sizes);
            }
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    @Override
    public String toString() {
        return sizes.toString();
    }
}
