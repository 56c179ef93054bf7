package diffusam.engine;

/** Wall time between laps, in seconds. */
final class Stopwatch {
    private long last = System.nanoTime();

    double lap() {
        long now = System.nanoTime();
        double seconds = (now - last) / 1e9;
        last = now;
        return seconds;
    }
}
