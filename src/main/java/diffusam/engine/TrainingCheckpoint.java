package diffusam.engine;

import diffusam.nn.AdamW;
import diffusam.nn.Safetensors;
import diffusam.nn.WeightFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An unfinished training in a file, so that the same training goes on after the program was ended. The file holds one
 * training, whole or not at all; another takes its place. For the model thread.
 */
final class TrainingCheckpoint {
    private static final String TRAINING = "training";
    private static final String STEP = "step";

    private final @Nullable Path file;
    private final String training;
    private final Duration pause;
    private long kept = System.nanoTime();

    /**
     * @param file where it is kept; {@code null} keeps nothing
     * @param training tells trainings apart: what is learnt, from what, and how
     * @param pause the least time between two states
     */
    TrainingCheckpoint(@Nullable Path file, String training, Duration pause) {
        this.file = file;
        this.training = training;
        this.pause = pause;
    }

    /**
     * Sets the optimizer and its weights to where this training was broken off.
     *
     * @return the steps that were taken; 0 if there is nothing to go on from
     */
    int resume(AdamW optimizer) {
        if (file == null) {
            return 0;
        }
        try {
            WeightFile state = Safetensors.read(file.toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
            if (!training.equals(state.metadata().get(TRAINING))) {
                return 0;
            }
            int steps = Integer.parseInt(state.metadata().getOrDefault(STEP, "0"));
            optimizer.restore(state, steps);
            return steps;
        } catch (IOException | NumberFormatException e) {
            return 0; // missing or damaged: the training begins anew
        }
    }

    /** Keeps the state after a step, unless that was done a moment ago. */
    void keep(AdamW optimizer) {
        if (file != null && System.nanoTime() - kept >= pause.toNanos()) {
            kept = System.nanoTime();
            byte[] state = Safetensors.write(
                    Map.of(TRAINING, training, STEP, Integer.toString(optimizer.steps())), optimizer.state());
            try {
                replace(file, state);
            } catch (IOException e) {
                // the training itself needs no disk; only a restart would begin anew
            }
        }
    }

    /** The training has come to its end. */
    void forget() {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // what is left is replaced by the next training
            }
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder, ownerOnly("rwx------"));
        }
        Files.deleteIfExists(part);
        try (FileChannel channel = FileChannel.open(
                part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
