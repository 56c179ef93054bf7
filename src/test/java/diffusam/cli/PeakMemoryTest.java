package diffusam.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PeakMemoryTest {
    @Test
    void coversWhatWasHeldAtOnce() {
        byte[] held = new byte[150 << 20];
        for (int p = 0; p < held.length; p += 1024) {
            held[p] = 1;
        }
        long peak = PeakMemory.megabytes();
        assertTrue(peak >= held.length >> 20 && peak < 1 << 20, () -> peak + " MB");
    }
}
