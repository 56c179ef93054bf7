package diffusam.jobs;

/**
 * A moment of a job.
 *
 * @param stage what is being done, for the user: "Reading slices", "Training"
 * @param done units finished of {@code total}
 * @param remainingSeconds estimated time left in this stage, or NaN when unknown
 * @param loss the loss of a training step, or NaN in other stages
 */
public record Progress(String stage, long done, long total, double remainingSeconds, double loss) {
    public static Progress of(String stage, long done, long total) {
        return new Progress(stage, done, total, Double.NaN, Double.NaN);
    }

    public double fraction() {
        return total <= 0 ? 0 : Math.min(1, (double) done / total);
    }
}
