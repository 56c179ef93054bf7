package diffusam.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelTest {
    @Test
    void theFirstColoursAreOkabeAndIto() {
        assertEquals(0xE69F00, Label.of(1).rgb());
        assertEquals(0xCC79A7, Label.of(7).rgb());
    }

    @Test
    void twentyOneLabelsHaveColoursOfTheirOwn() {
        assertEquals(
                21,
                IntStream.rangeClosed(1, 21)
                        .map(id -> Label.of(id).rgb())
                        .distinct()
                        .count());
        assertEquals(Label.of(1).rgb(), Label.of(22).rgb());
    }
}
