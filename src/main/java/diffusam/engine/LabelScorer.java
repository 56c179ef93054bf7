package diffusam.engine;

import java.util.Optional;

/** One label on the slices of a volume; slices may be asked for in any order. */
interface LabelScorer {
    /** The label's score on a slice that is not its seed; empty where the structure has ended. */
    Optional<Score> score(int slice);
}
