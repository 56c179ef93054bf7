package diffusam.engine;

import diffusam.annotation.LabelMap;
import diffusam.jobs.JobContext;
import diffusam.volume.Volume;
import java.util.Optional;

/** Segments volumes from a few labelled slices. All methods belong on the model thread. */
public interface FewShotEngine extends AutoCloseable {
    /** The foundation model's name in the catalogue; empty if there is none. */
    String modelName();

    /** The device's name, for a badge: "CPU, 2 threads" or the name of the GPU. */
    String deviceName();

    /** Why it is not the GPU, and what to do about it; empty if nothing is to be said. */
    default String deviceNote() {
        return "";
    }

    /**
     * Computes the slice features of a volume, so that later runs start at once. Features computed before are kept, so a
     * cancelled call loses nothing.
     */
    void prepare(Volume image, Seeds seeds, JobContext context);

    /**
     * Trains if the method asks for it, then propagates. Seed slices come out as they went in.
     *
     * @param onSlice called on the calling thread with each slice as soon as it is finished, seed slices included; slices
     *     that it does not want are passed over and stay unlabelled in the result
     * @throws IllegalArgumentException if the method needs the truth
     * @throws java.util.concurrent.CancellationException if cancelled; slices already handed out stay valid
     */
    FewShotResult segment(Volume image, Seeds seeds, FewShotOptions options, SliceSink onSlice, JobContext context);

    /** The same; what is on the shelf of earlier training is used, and what is trained goes there. */
    default FewShotResult segment(
            Volume image,
            Seeds seeds,
            FewShotOptions options,
            TrainingShelf shelf,
            SliceSink onSlice,
            JobContext context) {
        return segment(image, seeds, options, onSlice, context);
    }

    /**
     * {@link Method#ORACLE}: decodes each slice from the memory of its own true mask.
     *
     * @param seeds whose labels are decoded; their slices come out as they went in
     * @param truth on the grid of the seeds
     * @throws IllegalArgumentException if this engine has no foundation model
     */
    default FewShotResult ceiling(Volume image, Seeds seeds, LabelMap truth, SliceSink onSlice, JobContext context) {
        throw new IllegalArgumentException(Method.ORACLE + " needs a foundation model");
    }

    /**
     * The object that a user points at, row by row; empty if this engine has no network that could be asked. Quick once the
     * slice's features are there.
     */
    default Optional<boolean[]> outline(Volume image, SlicePrompt prompt) {
        return Optional.empty();
    }

    /** Frees the model and its features. */
    @Override
    void close();
}
