package diffusam.project;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A propagation that has not come to its end, to go on after a restart.
 *
 * @param step name of the undo step that its masks are
 * @param method that it uses
 * @param steps that are asked of its training
 * @param seeds what it started from
 * @param slices whose masks have come, ascending
 */
public record UnfinishedRun(String step, String method, int steps, SeedPrint seeds, List<Integer> slices) {
    private static final String NAME = "run";

    public UnfinishedRun {
        slices = List.copyOf(slices);
    }

    /**
     * Keeps it in place of the one before.
     *
     * @throws ProjectException if the disk does not take it
     */
    public void keepIn(Checkpoints checkpoints) throws ProjectException {
        checkpoints.put(NAME, out -> out.write(Json.write(this)));
    }

    /** What was kept; empty if there is nothing, or nothing readable. */
    public static Optional<UnfinishedRun> in(Checkpoints checkpoints) {
        try (InputStream in = checkpoints.open(NAME).orElseGet(InputStream::nullInputStream)) {
            byte[] bytes = in.readAllBytes();
            return bytes.length == 0 ? Optional.empty() : Optional.of(Json.read(bytes, UnfinishedRun.class));
        } catch (IOException e) {
            return Optional.empty(); // the run starts from the beginning then
        }
    }

    /**
     * The run has come to its end.
     *
     * @throws ProjectException if the disk does not let go of it
     */
    public static void forgetIn(Checkpoints checkpoints) throws ProjectException {
        checkpoints.remove(NAME);
    }
}
