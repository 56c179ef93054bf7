package diffusam.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeTest {
    private static final Grid GRID = new Grid(new Extent(4, 3, 2), Affine.of(1, 1, 1));

    @ParameterizedTest
    @CsvSource({
        "UINT8, 0, 255",
        "INT16, -32768, 32767",
        "UINT16, 0, 65535",
        "INT32, -2147483648, 2147483647",
        "FLOAT32, -3.5, 1e30"
    })
    void aTypeHoldsItsWholeRange(VoxelType type, double least, double most) {
        Volume volume = new Volume.Builder(GRID, type)
                .set(0, 0, 0, least)
                .set(3, 2, 1, most)
                .build();
        assertEquals((float) least, (float) volume.stored(0, 0, 0));
        assertEquals((float) most, (float) volume.stored(3, 2, 1));
        assertEquals(0, volume.stored(1, 1, 1));
    }

    @Test
    void realValuesFollowSlopeAndIntercept() {
        Volume volume = new Volume.Builder(GRID, VoxelType.INT16)
                .rescale(0.5, -1024)
                .set(2, 1, 1, 100)
                .build();
        assertEquals(-974, volume.value(2, 1, 1));
        assertEquals(-974, volume.value(2 + 4 * (1 + 3L)));
        assertEquals(-1024, volume.value(0, 0, 0));
    }

    @Test
    void slicesNeverTouchedHoldZeros() {
        Volume volume =
                new Volume.Builder(GRID, VoxelType.FLOAT32).set(0, 0, 1, 5).build();
        assertEquals(0, volume.value(3, 2, 0));
        assertEquals(48, volume.storedSlice(0).byteSize());
    }

    @Test
    void storedSlicesCannotBeWritten() {
        Volume volume = new Volume.Builder(GRID, VoxelType.UINT8).build();
        assertTrue(volume.storedSlice(0).isReadOnly());
        assertThrows(
                IllegalArgumentException.class, () -> volume.storedSlice(0).set(ValueLayout.JAVA_BYTE, 0, (byte) 1));
    }

    @Test
    void aSliceBeyondTwoGibibytesIsRefused() {
        Grid wide = new Grid(new Extent(40_000, 40_000, 1), Affine.of(1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Volume.Builder(wide, VoxelType.FLOAT32));
    }

    @Test
    void voxelsBeyondTheFirstTwoGibibytesAreReached() {
        Grid large = new Grid(new Extent(1024, 1024, 3000), Affine.of(1, 1, 1));
        Volume volume = new Volume.Builder(large, VoxelType.UINT8)
                .set(1023, 1022, 2999, 7)
                .build();
        assertEquals(7, volume.value(1023 + 1024L * (1022 + 1024L * 2999)));
    }
}
