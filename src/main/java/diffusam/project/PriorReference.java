package diffusam.project;

import java.time.Instant;

/**
 * A trained prior that lies in the project.
 *
 * @param name for people
 * @param model the foundation model that it belongs to
 * @param file in the project's folder of priors
 * @param seeds what it was trained on
 * @param trained when, by the clock of the computer
 */
public record PriorReference(String name, String model, FileEntry file, SeedPrint seeds, Instant trained) {}
