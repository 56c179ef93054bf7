package diffusam.project;

import diffusam.jobs.Jobs;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a project on disk: journals changes, saves contents on a thread of its own, and looks every second whether the
 * project still is this window's.
 */
final class Keeper {
    private static final long LOOK_EVERY_MS = 1_000;

    private final Place place;
    private final Ownership ownership;
    private final Saver saver;
    private final Journal journal;
    private final ScheduledExecutorService thread = Jobs.newFileThread("project");
    private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();
    private volatile @Nullable ProjectException takenOver;

    /**
     * @param firstSegment number of the journal's first segment; none has this number or a higher one
     * @param sequence of the last change that is on disk
     */
    Keeper(Place place, Ownership ownership, Saver saver, int firstSegment, long sequence) throws IOException {
        this.place = place;
        this.ownership = ownership;
        this.saver = saver;
        this.journal = new Journal(
                place.files(), place.folder(), ownership.session(), firstSegment, sequence, new JournalNotices());
        thread.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private record Waiting(ProjectContent content, int segment, CompletableFuture<Void> done) {}

    void append(long sequence, Change change) {
        if (takenOver == null) {
            journal.append(sequence, change);
        }
    }

    Journal journal() {
        return journal;
    }

    /**
     * Saves a content of which every change has been appended, and none after. Of several that wait only the newest is
     * written, which is all that any of them asked for.
     */
    CompletableFuture<Void> save(ProjectContent content) {
        Waiting next = new Waiting(content, journal.segmentNumber(), new CompletableFuture<>());
        journal.rotate();
        Waiting older = waiting.getAndSet(next);
        if (older != null) {
            next.done.whenComplete((saved, failure) -> complete(older.done, failure));
            return next.done;
        }
        try {
            thread.execute(this::saveNewest);
        } catch (RejectedExecutionException e) {
            waiting.set(null);
            next.done.completeExceptionally(new ProjectException(place.folder() + " was closed.", e));
        }
        return next.done;
    }

    /** Saves if needed, ends all threads, and lets go of the project. */
    void close(ProjectContent content) throws ProjectException {
        ProjectException failure = null;
        if (takenOver == null) {
            try {
                CompletableFuture.runAsync(() -> saveLast(content), thread).join();
            } catch (CompletionException e) {
                failure = place.failed("cannot be saved", cause(e));
                forceQuietly();
            }
        }
        thread.shutdownNow();
        thread.close();
        journal.close();
        try {
            ownership.release();
        } catch (IOException e) {
            failure = failure == null ? place.failed("cannot be closed", e) : failure;
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void forceQuietly() {
        try {
            journal.force();
        } catch (IOException e) {
            // that the project cannot be saved is said already
        }
    }

    private void saveNewest() {
        Waiting newest = waiting.getAndSet(null);
        if (newest != null) {
            try {
                save(newest.content, newest.segment);
                newest.done.complete(null);
            } catch (CompletionException e) {
                newest.done.completeExceptionally(cause(e));
            } catch (RuntimeException | OutOfMemoryError e) {
                newest.done.completeExceptionally(e);
            }
        }
    }

    private static void complete(CompletableFuture<Void> future, @Nullable Throwable failure) {
        if (failure == null) {
            future.complete(null);
        } else {
            future.completeExceptionally(failure);
        }
    }

    private void saveLast(ProjectContent content) {
        Manifest last = saver.last();
        if (last == null || last.sequence() < content.sequence()) {
            save(content, journal.segmentNumber());
        }
    }

    private void save(ProjectContent content, int segment) {
        try {
            look();
            if (takenOver != null) {
                throw takenOver;
            }
            saver.save(content, segment);
        } catch (IOException e) {
            ProjectException said = place.failed("could not be saved", e);
            place.say(Notice.Kind.SAVE_FAILED, said.sentence());
            throw new CompletionException(said);
        }
    }

    private void look() {
        try {
            if (takenOver == null) {
                ownership.check();
            }
        } catch (ProjectException e) {
            takenOver = e;
            journal.close();
            letGo();
            place.say(Notice.Kind.TAKEN_OVER, e.sentence());
        }
    }

    private void letGo() {
        try {
            ownership.release();
        } catch (IOException e) {
            // the other window takes the project by force then
        }
    }

    private static IOException cause(CompletionException e) {
        return e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }

    private final class JournalNotices implements Journal.Listener {
        @Override
        public void journalFailed(IOException why) {
            place.say(
                    Notice.Kind.JOURNAL_FAILED,
                    place.failed("does not take changes at the moment", why).sentence());
        }

        @Override
        public void journalResumed() {
            place.say(Notice.Kind.JOURNAL_RESUMED, "Every change in " + place.folder() + " is on disk again.");
        }
    }
}
