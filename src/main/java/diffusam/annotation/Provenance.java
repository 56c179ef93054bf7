package diffusam.annotation;

import java.time.Instant;
import java.util.List;

/**
 * Where the mask of one label on one slice came from.
 *
 * @param model name of the foundation model; empty if a person drew the mask
 * @param prior name of the trained prior; empty if none took part
 * @param seeds the slices the model started from, ascending
 * @param program version of the program that made the mask
 * @param time when, by the clock of the computer; for reading, never for ordering
 */
public record Provenance(Origin origin, String model, String prior, List<Integer> seeds, String program, Instant time) {
    /** Who made a mask. */
    public enum Origin {
        HUMAN,
        MODEL,
        /** A model's mask that a person changed. */
        CORRECTED
    }

    public Provenance {
        seeds = List.copyOf(seeds);
    }

    /** A mask drawn by a person. */
    public static Provenance human(String program, Instant time) {
        return new Provenance(Origin.HUMAN, "", "", List.of(), program, time);
    }

    /** This mask after a person changed it. */
    public Provenance corrected(String program, Instant time) {
        return new Provenance(
                origin == Origin.HUMAN ? Origin.HUMAN : Origin.CORRECTED, model, prior, seeds, program, time);
    }
}
