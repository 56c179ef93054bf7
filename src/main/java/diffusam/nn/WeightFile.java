package diffusam.nn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The content of a weight file, whatever its format.
 *
 * @param name the file's name, for messages
 * @param metadata free text that came with the tensors
 */
public record WeightFile(String name, Map<String, String> metadata, Map<String, StoredTensor> tensors) {
    private static final int ZIP_MAGIC = 0x504b;
    private static final int OLD_PICKLE_MAGIC = 0x8002;

    public WeightFile {
        metadata = Map.copyOf(metadata);
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * Maps a PyTorch checkpoint or a safetensors file, told apart by content; its tensors stay on disk until read.
     *
     * @throws WeightFileException if the file is neither, is damaged, or holds anything but tensors
     */
    public static WeightFile read(Path file) throws IOException {
        String name = file.getFileName().toString();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new WeightFileException(name, "is larger than 2 GiB");
            }
            return read(name, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    /** Reads from memory; the tensors are views of {@code bytes}. */
    public static WeightFile read(String name, ByteBuffer bytes) throws WeightFileException {
        int magic = bytes.remaining() < 2 ? 0 : Short.toUnsignedInt(bytes.getShort(bytes.position()));
        return switch (magic) {
            case ZIP_MAGIC -> TorchCheckpoint.read(name, bytes);
            case OLD_PICKLE_MAGIC ->
                throw new WeightFileException(
                        name, "is in PyTorch's format of before 2020; save it again with a current version");
            default -> Safetensors.read(name, bytes);
        };
    }
}
