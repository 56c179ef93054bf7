package diffusam.app;

import diffusam.project.Checkpoints;
import diffusam.project.Project;
import diffusam.project.ProjectException;
import diffusam.project.UnfinishedRun;
import java.time.Duration;
import java.util.BitSet;
import java.util.function.Function;

/** Keeps in the project how far a run has come, so that it goes on from there after a restart. */
final class RunRecord {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Keeping keeping;
    private final Function<BitSet, UnfinishedRun> draft;
    private final BitSet safe;
    private long kept;

    /**
     * @param draft describes the run, given the slices whose masks need not be computed again
     * @param standing those that are there when it starts
     */
    RunRecord(Keeping keeping, Function<BitSet, UnfinishedRun> draft, BitSet standing) {
        this.keeping = keeping;
        this.draft = draft;
        safe = (BitSet) standing.clone();
    }

    /** Says that a slice's masks are in the annotation; it counts once the project has them. FX thread only. */
    void applied(int slice) {
        keeping.beside(project -> {
            synchronized (safe) {
                safe.set(slice);
            }
            return slice;
        });
    }

    /** Writes how far the run has come, unless that was done a moment ago. On the model thread. */
    void keep() {
        if (kept == 0 || System.nanoTime() - kept >= PAUSE.toNanos()) {
            BitSet now;
            synchronized (safe) {
                now = (BitSet) safe.clone();
            }
            change(checkpoints -> draft.apply(now).keepIn(checkpoints));
            kept = System.nanoTime();
        }
    }

    /** The run has come to its end. On the model thread. */
    void forget() {
        change(UnfinishedRun::forgetIn);
    }

    @FunctionalInterface
    private interface CheckpointChange {
        void in(Checkpoints checkpoints) throws ProjectException;
    }

    private void change(CheckpointChange change) {
        keeping.beside(Project::checkpoints).join().ifPresent(checkpoints -> {
            try {
                change.in(checkpoints);
            } catch (ProjectException e) {
                return; // the run needs no disk; only a restart would begin anew
            }
        });
    }
}
