package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.jobs.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter err = new StringWriter();

    @Test
    void aLogGetsTenthsOfEachStage() {
        try (ProgressLine line = line(false)) {
            for (int step = 0; step <= 200; step++) {
                line.accept(new Progress("Training", step, 200, 200 - step, 1.0 / (step + 1)));
            }
            line.accept(Progress.of("Propagating", 0, 5));
        }
        List<String> lines = err.toString().lines().toList();
        assertEquals(12, lines.size(), lines::toString);
        assertEquals("Training 0/200, loss 1.0000, 200 s left", lines.getFirst());
        assertEquals("Training 200/200, loss 0.0050", lines.get(10));
        assertEquals("Propagating 0/5", lines.getLast());
    }

    @Test
    void aTerminalSeesOneLineAStage() {
        try (ProgressLine line = line(true)) {
            for (int slice = 1; slice <= 100; slice++) {
                line.accept(Progress.of("Reading slices", slice, 100));
            }
            line.accept(Progress.of("Propagating", 1, 5));
        }
        List<String> lines = List.of(err.toString().split("\n"));
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.getFirst().startsWith("\rReading slices 1/100"), lines::toString);
        assertTrue(lines.getFirst().endsWith("\rReading slices 100/100"), lines::toString);
        assertTrue(lines.getLast().strip().endsWith("Propagating 1/5"), lines::toString);
    }

    private ProgressLine line(boolean interactive) {
        PrintWriter writer = new PrintWriter(err, true);
        return new ProgressLine(new Terminal(writer, writer, interactive));
    }
}
