package diffusam.benchmark;

/** Hears what a benchmark has just done, in one line. */
@FunctionalInterface
public interface Notes {
    void note(String line);
}
