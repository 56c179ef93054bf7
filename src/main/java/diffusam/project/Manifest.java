package diffusam.project;

import diffusam.volume.Grid;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What {@code project.json} holds.
 *
 * @param format always {@link #FORMAT}
 * @param version of this layout
 * @param project the same for ever
 * @param program version of the program that saved
 * @param savedAt by the clock of the computer; for reading, never for ordering
 * @param generation grows from save to save
 * @param sequence of the last change that is in the saved files
 * @param journal number of the first segment that may hold a later change
 */
record Manifest(
        String format,
        int version,
        UUID project,
        String program,
        Instant savedAt,
        int generation,
        long sequence,
        int journal,
        Grid grid,
        List<ImageReference> images,
        FileEntry labelMap,
        FileEntry history,
        List<LabelEntry> labels,
        List<StateEntry> states,
        ViewState view,
        List<Measurement> measurements,
        List<PriorReference> priors) {
    static final String FORMAT = "diffusam-project";
    static final int VERSION = 3;
    static final String FILE = "project.json";
    static final String PREVIOUS = "project.previous.json";

    Manifest {
        images = List.copyOf(images);
        labels = List.copyOf(labels);
        states = List.copyOf(states);
        measurements = List.copyOf(measurements);
        priors = List.copyOf(priors);
    }

    /** The part of every version's layout that others are made from. */
    record GridOnly(Grid grid) {}
}
