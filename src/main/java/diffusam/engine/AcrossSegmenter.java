package diffusam.engine;

import diffusam.jobs.JobContext;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;

/** Segments scans of which nothing is labelled. For the model thread. */
public interface AcrossSegmenter extends AutoCloseable {
    /**
     * Labels every slice, then keeps the largest connected part of each structure.
     *
     * @param onSlice called on the calling thread with each slice as soon as it is finished, before small parts are taken away
     */
    FewShotResult segment(Volume image, SliceLayout layout, SliceSink onSlice, JobContext context);

    @Override
    void close();
}
