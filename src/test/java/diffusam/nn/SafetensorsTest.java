package diffusam.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    private static final byte[] WHOLE = Safetensors.write(
            Map.of("format", "pt"),
            Map.of("a", new Safetensors.FloatTensor(Dimensions.of(2, 3), new float[] {1, 2, 3, 4, 5, 6})));

    @Test
    void brainFloatsAreWidened() throws Exception {
        ByteBuffer data = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        data.putShort((short) 0x3F80).putShort((short) 0xC020).flip();
        WeightFile file = read("{'a':{'dtype':'BF16','shape':[2],'data_offsets':[0,4]}}", data.array());
        assertArrayEquals(new float[] {1, -2.5f}, file.tensors().get("a").toFloats());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,400]}} | is truncated: tensor a lies outside the file",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}} | is truncated: tensor a lies outside the file",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | is truncated: tensor a lies outside the file",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4294967296,4294967300]}} | is truncated: tensor a lies outside the file",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':'x'}} | is truncated: tensor a lies outside the file",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | tensor a has an unusable type or shape",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | tensor a has an unusable type or shape",
                "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}} | tensor a has an unusable type or shape",
                "{'a':{'dtype':'C64','shape':[1],'data_offsets':[0,8]}} | tensor a has an unusable type or shape",
                "{'a':{ | has a damaged header and is not a usable safetensors file",
                "not json | has a damaged header and is not a usable safetensors file"
            })
    void aHostileHeaderIsRefusedWithNameAndFault(String header, String fault) {
        assertEquals(
                "x.safetensors: " + fault,
                assertThrows(WeightFileException.class, () -> read(header, new byte[8]))
                        .getMessage());
    }

    @Test
    void aDeeplyNestedHeaderIsRefused() {
        assertThrows(WeightFileException.class, () -> read("{'a':".repeat(100_000), new byte[0]));
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807", "-1", "4294967296", "0", "1"})
    void anImpossibleHeaderLengthIsRefusedBeforeItIsGivenMemory(long length) {
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(length).rewind();
        assertEquals(
                "x.safetensors: is truncated, or not a safetensors file",
                assertThrows(WeightFileException.class, () -> Safetensors.read("x.safetensors", bytes))
                        .getMessage());
    }

    @Test
    void everyTruncationIsRefused() {
        for (int length = 0; length < WHOLE.length; length++) {
            ByteBuffer part = ByteBuffer.wrap(WHOLE, 0, length);
            assertThrows(WeightFileException.class, () -> WeightFile.read("part", part));
        }
    }

    @Test
    void aFlippedByteEitherReadsOrIsRefused() throws Exception {
        Random random = new Random(1);
        for (int n = 0; n < 5_000; n++) {
            byte[] bent = WHOLE.clone();
            bent[random.nextInt(bent.length)] = (byte) random.nextInt();
            try {
                WeightFile.read("bent", ByteBuffer.wrap(bent))
                        .tensors()
                        .values()
                        .forEach(StoredTensor::toFloats);
            } catch (WeightFileException e) {
                assertTrue(e.getMessage().startsWith("bent: "), e.getMessage());
            }
        }
    }

    /** A file of this header, with apostrophes for quotation marks. */
    private static WeightFile read(String header, byte[] data) throws WeightFileException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json).put(data).flip();
        return Safetensors.read("x.safetensors", file);
    }
}
