package diffusam.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.metrics.Agreement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final RunResult ONE = result("prior", "a", .75);
    private static final RunResult TWO = result("unet", "b, \"the second\"", Double.NaN);

    @TempDir
    private Path folder;

    private static RunResult result(String method, String scan, double dice) {
        return new RunResult(
                new RunKey(method, 3, scan),
                new TreeMap<>(Map.of(2, new Agreement(dice, 1.5, Double.NaN, 10, 12))),
                60,
                2.5);
    }

    @Test
    void finishedRunsAreFoundAgain() throws IOException {
        Ledger first = Ledger.open(folder, "what");
        first.append(ONE);
        first.append(TWO);
        Ledger again = Ledger.open(folder, "what");
        assertEquals(List.of(ONE, TWO), List.copyOf(again.all()));
        assertTrue(again.has(new RunKey("prior", 3, "a")));
        assertFalse(again.has(new RunKey("prior", 1, "a")));
    }

    @Test
    void aLineThatWasCutOffIsDoneAgain() throws IOException {
        Ledger.open(folder, "what").append(ONE);
        Path file = folder.resolve("runs.jsonl");
        Files.writeString(file, Files.readString(file) + TWO.toLine().substring(0, 40));
        Ledger again = Ledger.open(folder, "what");
        assertEquals(List.of(ONE), List.copyOf(again.all()));
        again.append(TWO);
        assertEquals(List.of(ONE, TWO), List.copyOf(Ledger.open(folder, "what").all()));
    }

    @Test
    void anotherQuestionNeedsAnotherFolder() throws IOException {
        Ledger.open(folder, "what").append(ONE);
        IOException refused = assertThrows(IOException.class, () -> Ledger.open(folder, "something else"));
        assertTrue(refused.getMessage().contains("name another folder"), refused.getMessage());
    }
}
