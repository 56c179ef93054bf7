package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {
    private static final int ENTRY_BYTES = 16 + 4 + 2 * 16 + 2 * (12 + 96);

    @TempDir
    private Path folder;

    private final NDManager scope = NDManager.newBaseManager();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void whatIsReadIsWhatWasWrittenToHalfPrecision() throws IOException {
        FeatureCache cache = new FeatureCache(folder, 1 << 20);
        assertFalse(cache.holds("aabb"));
        cache.write("aabb", levels(0.1f));
        assertTrue(cache.holds("aabb"));
        NDList read = cache.read("aabb", scope).orElseThrow();
        assertEquals(new Shape(1, 3, 2, 2), read.get(0).getShape());
        assertEquals(new Shape(1, 6, 4, 4), read.get(1).getShape());
        float half = Float.float16ToFloat(Float.floatToFloat16(0.1f));
        assertEquals(half, read.get(0).toFloatArray()[0]);
        assertEquals(half + 0, read.get(1).toFloatArray()[95]);
        assertEquals(ENTRY_BYTES, cache.usedBytes());
    }

    @Test
    void anotherProgramFindsThem() throws IOException {
        new FeatureCache(folder, 1 << 20).write("aabb", levels(2));
        NDList read = new FeatureCache(folder, 1 << 20).read("aabb", scope).orElseThrow();
        assertArrayEquals(levels(2).get(1).toFloatArray(), read.get(1).toFloatArray());
    }

    @Test
    void aDamagedFileCountsAsMissingWhereverTheDamage() throws IOException {
        FeatureCache cache = new FeatureCache(folder, 1 << 20);
        cache.write("aabb", levels(2));
        Path file = files().getFirst();
        byte[] sound = Files.readAllBytes(file);
        for (int n = 0; n < sound.length; n += 7) {
            byte[] damaged = sound.clone();
            damaged[n] ^= 0x10;
            Files.write(file, damaged);
            assertTrue(cache.read("aabb", scope).isEmpty(), "byte " + n);
            assertFalse(Files.exists(file), "byte " + n);
        }
        for (int length = 0; length < sound.length; length += 11) {
            Files.write(file, java.util.Arrays.copyOf(sound, length));
            assertTrue(cache.read("aabb", scope).isEmpty(), length + " bytes");
        }
    }

    @Test
    void whatWasUsedLongestAgoMakesRoom() throws IOException {
        FeatureCache cache = new FeatureCache(folder, 4 * ENTRY_BYTES);
        for (String key : List.of("aa1", "aa2", "bb3", "bb4")) {
            cache.write(key, levels(1));
            Path file = files().stream()
                    .filter(f -> f.toString().contains(key.substring(2) + ".features"))
                    .findFirst()
                    .orElseThrow();
            Files.setLastModifiedTime(
                    file, FileTime.from(Instant.now().minusSeconds(1000 - 100L * (key.charAt(2) - '0'))));
        }
        cache.read("aa1", scope);
        cache.write("cc5", levels(1));
        assertTrue(cache.usedBytes() <= 4 * ENTRY_BYTES, "uses " + cache.usedBytes());
        assertTrue(cache.holds("aa1"), "used just now");
        assertFalse(cache.holds("aa2"), "the oldest");
        assertTrue(cache.holds("cc5"), "the newest");
    }

    @Test
    void whatAKilledProgramLeftIsNeitherReadNorKept() throws IOException {
        FeatureCache cache = new FeatureCache(folder, 1 << 20);
        cache.write("aabb", levels(1));
        Path part = files().getFirst().resolveSibling("half.part");
        Files.write(part, new byte[100]);
        assertEquals(ENTRY_BYTES + 100, cache.usedBytes());
        Files.setLastModifiedTime(part, FileTime.from(Instant.now().minusSeconds(7200)));
        assertEquals(ENTRY_BYTES, cache.usedBytes());
        assertFalse(Files.exists(part));
    }

    @Test
    void clearingLeavesNothing() throws IOException {
        FeatureCache cache = new FeatureCache(folder, 1 << 20);
        cache.write("aabb", levels(1));
        cache.clear();
        assertEquals(0, cache.usedBytes());
        assertFalse(cache.holds("aabb"));
    }

    @Test
    void onlyTheOwnerMayRead() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions here");
        new FeatureCache(folder, 1 << 20).write("aabb", levels(1));
        Path file = files().getFirst();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    private NDList levels(float value) {
        return new NDList(scope.full(new Shape(1, 3, 2, 2), value), scope.full(new Shape(1, 6, 4, 4), value));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
