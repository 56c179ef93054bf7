package diffusam.project;

import diffusam.jobs.Jobs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Appends every change to a file at once and forces the file to disk within a second, both off the caller's thread. A
 * change that is in the file survives the end of the process; one that was forced survives a power cut too.
 *
 * <p>When the disk fails, nothing is forgotten: all that was not forced yet is written to a new segment as soon as the disk
 * takes it. The writer thread owns every field that is neither final nor volatile; the disk thread waits for the disk.
 */
final class Journal implements AutoCloseable {
    private static final long FORCE_AFTER_MS = 500;
    private static final long RETRY_AFTER_MS = 1_000;

    private final FileLayer files;
    private final Path folder;
    private final UUID session;
    private final Listener listener;
    private final ScheduledExecutorService writer = Jobs.newFileThread("journal");
    private final ScheduledExecutorService disk = Jobs.newFileThread("journal-disk");
    private final AtomicInteger nextNumber;
    private final AtomicLong bytes = new AtomicLong();
    private final Deque<Entry> unforced = new ArrayDeque<>();
    private @Nullable Segment segment;
    private @Nullable Future<?> forceLater;
    private @Nullable Future<?> retryLater;
    private int failures;
    private boolean closed;
    private volatile int number;
    private volatile long written;
    private volatile long forced;

    /**
     * Starts a journal with a segment of its own.
     *
     * @param firstNumber of the segment; no segment has this number or a higher one
     * @param sequence of the last change that is safe without this journal
     */
    Journal(FileLayer files, Path folder, UUID session, int firstNumber, long sequence, Listener listener)
            throws IOException {
        this.files = files;
        this.folder = folder;
        this.session = session;
        this.listener = listener;
        this.nextNumber = new AtomicInteger(firstNumber);
        this.written = sequence;
        this.forced = sequence;
        try {
            this.segment = startSegment();
            this.number = firstNumber;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Hears of trouble, on a thread of the journal. */
    interface Listener {
        /** Changes are kept in memory only, until {@link #journalResumed}. */
        void journalFailed(IOException why);

        void journalResumed();
    }

    private record Entry(long sequence, Change change) {}

    /** Adds a change; its sequence is one higher than that of the change before. */
    void append(long sequence, Change change) {
        inWriter(() -> {
            Entry entry = new Entry(sequence, change);
            unforced.addLast(entry);
            Segment current = segment;
            if (current != null) {
                try {
                    write(entry, current);
                } catch (IOException e) {
                    fail(e);
                } catch (OutOfMemoryError e) {
                    fail(new IOException("no memory to write a change", e));
                }
            }
        });
    }

    /** The last change that survives the end of this process. */
    long written() {
        return written;
    }

    /** The last change that survives a power cut. */
    long forced() {
        return forced;
    }

    /** The segment that changes go to now, or one before it. */
    int segmentNumber() {
        return number;
    }

    /** Bytes written since the last {@link #rotate}. */
    long bytes() {
        return bytes.get();
    }

    /** Goes on in a new segment soon, so that a later save may drop the old ones. */
    void rotate() {
        bytes.set(0);
        inDisk(() -> {
            try {
                Segment started = startSegment();
                inWriter(() -> switchTo(started));
            } catch (IOException e) {
                inWriter(() -> fail(e));
            }
        });
    }

    /**
     * Waits until every change so far is on disk.
     *
     * @throws IOException if the disk does not take them
     */
    void force() throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        inWriter(() -> {
            if (segment == null) {
                resume();
            }
            forceNow(done);
        });
        try {
            done.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the disk was busy", e);
        }
    }

    /** Writes what is waiting, without forcing it, and ends the journal. */
    @Override
    public void close() {
        inWriter(() -> {
            closed = true;
            cancel(forceLater);
            cancel(retryLater);
            Segment current = segment;
            segment = null;
            if (current != null) {
                inDisk(current::abandon);
            }
            disk.shutdown();
        });
        writer.shutdown();
        writer.close();
        disk.close();
    }

    private Segment startSegment() throws IOException {
        Segment.Header header = new Segment.Header(Manifest.VERSION, session, written + 1);
        return Segment.create(files, folder, nextNumber.getAndIncrement(), header);
    }

    private void write(Entry entry, Segment current) throws IOException {
        Frame frame = ChangeCodec.encode(entry.sequence, entry.change);
        current.write(frame.encode());
        bytes.addAndGet(frame.payload().length + Frame.OVERHEAD);
        written = Math.max(written, entry.sequence);
        if (forceLater == null) {
            forceLater = disk.schedule(
                    () -> inWriter(() -> forceNow(new CompletableFuture<>())), FORCE_AFTER_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void forceNow(CompletableFuture<Void> done) {
        cancel(forceLater);
        forceLater = null;
        Segment current = segment;
        if (current == null) {
            done.completeExceptionally(new IOException("the journal cannot be written"));
        } else {
            force(current, done);
        }
    }

    private void force(Segment current, CompletableFuture<Void> done) {
        long last = written;
        int failuresBefore = failures;
        inDisk(() -> {
            try {
                current.sync();
                inWriter(() -> {
                    if (failures == failuresBefore) { // else what this file lacks may be in none
                        forcedUpTo(last);
                    }
                    done.complete(null);
                });
            } catch (IOException e) {
                inWriter(() -> {
                    if (failures == failuresBefore) {
                        fail(e);
                    }
                    done.completeExceptionally(e);
                });
            }
        });
    }

    private void forcedUpTo(long sequence) {
        while (!unforced.isEmpty() && unforced.getFirst().sequence <= sequence) {
            unforced.removeFirst();
        }
        forced = Math.max(forced, sequence);
    }

    private void switchTo(Segment started) {
        Segment old = segment;
        if (old == null || started.number() < number) { // a failure came between
            inDisk(started::abandon);
            return;
        }
        force(old, new CompletableFuture<>());
        inDisk(old::abandon);
        segment = started;
        number = started.number();
    }

    private void fail(IOException why) {
        if (closed) {
            return;
        }
        failures++;
        Segment current = segment;
        segment = null;
        if (current != null) {
            inDisk(current::abandon);
            listener.journalFailed(why);
        }
        cancel(retryLater);
        retryLater = disk.schedule(() -> inWriter(this::resume), RETRY_AFTER_MS, TimeUnit.MILLISECONDS);
    }

    private void resume() {
        if (segment != null || closed) {
            return;
        }
        try {
            Segment started = startSegment();
            segment = started;
            number = started.number();
            for (Entry entry : unforced) {
                write(entry, started);
            }
            listener.journalResumed();
        } catch (IOException e) {
            fail(e);
        } catch (OutOfMemoryError e) {
            fail(new IOException("no memory to write a change", e));
        }
    }

    private void inWriter(Runnable task) {
        run(writer, task);
    }

    private void inDisk(Runnable task) {
        run(disk, task);
    }

    private static void run(ScheduledExecutorService thread, Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            // the journal was closed, and nobody waits for this any more
        }
    }

    private static void cancel(@Nullable Future<?> later) {
        if (later != null) {
            later.cancel(false);
        }
    }
}
