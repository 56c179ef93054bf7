package diffusam.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.jobs.JobContext;
import diffusam.jobs.Jobs;
import diffusam.jobs.Progress;
import diffusam.nn.Safetensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingTest {
    private static final PretrainOptions THREE_STEPS = new PretrainOptions(3, 1, 3, 1e-3, 5, null);

    @TempDir
    private Path folder;

    private static Path train(PretrainOptions options, Path folder, JobContext context) throws IOException {
        try (Jobs jobs = new Jobs();
                Pretraining training = new Pretraining(options, folder)) {
            return training.train(jobs, context);
        }
    }

    @Test
    void aTrainingThatWasEndedGoesOnAsIfItHadNotBeen() throws Exception {
        Path whole = train(THREE_STEPS, folder.resolve("whole"), JobContext.silent());
        Path broken = folder.resolve("broken");
        assertThrows(CancellationException.class, () -> train(THREE_STEPS, broken, endingAfter(1)));
        assertEquals(
                "1",
                Safetensors.read(
                                "checkpoint",
                                ByteBuffer.wrap(Files.readAllBytes(broken.resolve("checkpoint.safetensors"))))
                        .metadata()
                        .get("step"));
        Path resumed = train(THREE_STEPS, broken, JobContext.silent());
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(resumed));
        assertTrue(Files.size(folder.resolve("whole/samples.png")) > 1000);
    }

    @Test
    void aFolderWithAnotherTrainingIsLeftAlone() throws Exception {
        train(new PretrainOptions(1, 1, 3, 1e-3, 5, null), folder, JobContext.silent());
        byte[] before = Files.readAllBytes(folder.resolve("checkpoint.safetensors"));
        IOException refused = assertThrows(IOException.class, () -> train(THREE_STEPS, folder, JobContext.silent()));
        assertTrue(refused.getMessage().contains("holds a training with 1 steps"), refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("checkpoint.safetensors")));
    }

    @Test
    void aDamagedCheckpointIsNamed() throws Exception {
        Files.writeString(folder.resolve("checkpoint.safetensors"), "not weights");
        IOException refused = assertThrows(IOException.class, () -> train(THREE_STEPS, folder, JobContext.silent()));
        assertTrue(refused.getMessage().contains("checkpoint.safetensors"), refused.getMessage());
        assertEquals("not weights", Files.readString(folder.resolve("checkpoint.safetensors")));
    }

    /** A context in which the user cancels once so many steps are done. */
    private static JobContext endingAfter(int steps) {
        return new JobContext() {
            private long done;

            @Override
            public void report(Progress progress) {
                done = progress.done();
            }

            @Override
            public void checkpoint() {
                if (done >= steps) {
                    throw new CancellationException();
                }
            }
        };
    }
}
