package diffusam.engine;

import diffusam.jobs.JobContext;
import java.io.IOException;
import java.util.List;

/** Learns from some scans to segment others. All methods belong on the model thread. */
public interface AcrossEngine extends AutoCloseable {
    /** The device's name, for a badge. */
    String deviceName();

    /**
     * Trains a prior on labelled scans.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    TrainedPrior train(List<LabelledScan> scans, AcrossOptions options, JobContext context);

    /**
     * A segmenter that applies a prior. The caller closes it.
     *
     * @throws IOException if the prior was trained on another model
     */
    AcrossSegmenter prior(TrainedPrior prior, AcrossOptions options) throws IOException;

    /**
     * Carries a prior over to scans without labels and without the scans it was trained on: it is trained further on its own
     * masks, where its samples agree, under random contrasts. The original is given back where that does not make it more
     * consistent with itself.
     *
     * @throws IOException if the prior was trained on another model
     */
    Adaptation adapt(TrainedPrior prior, List<UnlabelledScan> scans, AcrossOptions options, JobContext context)
            throws IOException;

    /** The control without diffusion: the same network, trained to give the memory at once. The caller closes it. */
    AcrossSegmenter regression(List<LabelledScan> scans, AcrossOptions options, JobContext context);

    /** The control without training, after FATE-SAM: labelled slices that look alike serve as memories. The caller closes it. */
    AcrossSegmenter retrieval(List<LabelledScan> scans, JobContext context);

    /** The control without a foundation model: a small U-Net, trained for some seconds. The caller closes it. */
    AcrossSegmenter unet(List<LabelledScan> scans, double seconds, AcrossOptions options, JobContext context);

    /** Frees the model. */
    @Override
    void close();
}
