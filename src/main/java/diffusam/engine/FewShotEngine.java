package diffusam.engine;

import diffusam.jobs.JobContext;
import diffusam.volume.Volume;
import java.util.function.Consumer;

/** Segments volumes from a few labelled slices. All methods belong on the model thread. */
public interface FewShotEngine extends AutoCloseable {
    /** The device's name, for a badge: "CPU, 2 threads" or the name of the GPU. */
    String deviceName();

    /**
     * Computes the slice features of a volume, so that later runs start at once. Features computed before are kept, so a
     * cancelled call loses nothing.
     */
    void prepare(Volume image, Seeds seeds, JobContext context);

    /**
     * Trains if the method asks for it, then propagates. Seed slices come out as they went in.
     *
     * @param onSlice called on the calling thread with each slice as soon as it is finished, seed slices included
     * @throws java.util.concurrent.CancellationException if cancelled; slices already handed out stay valid
     */
    FewShotResult segment(
            Volume image, Seeds seeds, FewShotOptions options, Consumer<SliceResult> onSlice, JobContext context);

    /** Frees the model and its features. */
    @Override
    void close();
}
