package diffusam.benchmark;

import diffusam.engine.LabelledScan;
import diffusam.engine.Seeds;
import java.util.List;
import java.util.stream.IntStream;

/** A scan that is labelled on every slice. */
final class WholeScan {
    private WholeScan() {}

    static LabelledScan of(Benchmark.Truth truth, List<Integer> labels) {
        List<Integer> every =
                IntStream.range(0, truth.layout().slices()).boxed().toList();
        return new LabelledScan(
                truth.name(), truth.image(), Seeds.complete(truth.map(), truth.layout(), every, labels));
    }
}
