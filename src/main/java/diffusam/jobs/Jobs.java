package diffusam.jobs;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The program's threads: one for every call into a network, two for files, and as many as there are views for drawing.
 * Closing cancels what runs, and waits until the threads are gone.
 */
public final class Jobs implements AutoCloseable {
    private final PriorityBlockingQueue<Task<?>> modelQueue = new PriorityBlockingQueue<>();
    private final AtomicLong order = new AtomicLong();
    private final Thread modelThread;
    private final ExecutorService io;
    private volatile boolean closed;
    private volatile @Nullable Task<?> running;

    public Jobs() {
        modelThread = Thread.ofPlatform().name("model").daemon().start(this::serveModel);
        io = Executors.newFixedThreadPool(2, daemons("io"));
    }

    /** A single thread that draws; the caller shuts it down. */
    public static ExecutorService newRenderThread(String view) {
        return Executors.newSingleThreadExecutor(daemons("render-" + view));
    }

    /** Queues a job for the model thread; {@code progress} is called there. */
    public <T> JobHandle<T> model(Urgency urgency, String title, Job<T> job, Consumer<Progress> progress) {
        Task<T> task = new Task<>(urgency, order.getAndIncrement(), job, progress, new JobHandle<>(title));
        if (closed) {
            task.handle.result().completeExceptionally(new CancellationException("the program is closing"));
        } else {
            modelQueue.add(task);
        }
        return task.handle;
    }

    /** Queues a job for a file thread; {@code progress} is called there. */
    public <T> JobHandle<T> io(String title, Job<T> job, Consumer<Progress> progress) {
        Task<T> task = new Task<>(Urgency.PROPAGATION, 0, job, progress, new JobHandle<>(title));
        io.execute(task::run);
        return task.handle;
    }

    @Override
    public void close() {
        closed = true;
        for (Task<?> task : modelQueue) {
            task.handle.cancel();
        }
        Task<?> current = running;
        if (current != null) {
            current.handle.cancel();
        }
        modelThread.interrupt();
        io.shutdownNow();
        try {
            modelThread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        io.close();
    }

    private void serveModel() {
        while (!closed) {
            try {
                Task<?> task = modelQueue.take();
                running = task;
                task.run();
            } catch (InterruptedException e) {
                // only close() interrupts, and the loop's condition ends the thread
            } finally {
                running = null;
            }
        }
        for (Task<?> task = modelQueue.poll(); task != null; task = modelQueue.poll()) {
            task.handle.cancel();
            task.run();
        }
    }

    private static ThreadFactory daemons(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 0).factory();
    }

    private final class Task<T> implements Comparable<Task<?>>, JobContext {
        private final Urgency urgency;
        private final long number;
        private final Job<T> job;
        private final Consumer<Progress> progress;
        private final JobHandle<T> handle;

        Task(Urgency urgency, long number, Job<T> job, Consumer<Progress> progress, JobHandle<T> handle) {
            this.urgency = urgency;
            this.number = number;
            this.job = job;
            this.progress = progress;
            this.handle = handle;
        }

        @SuppressWarnings("CatchAndPrintStackTrace")
        void run() {
            try {
                throwIfCancelled();
                handle.result().complete(job.run(this));
            } catch (Throwable e) { // the outer edge of a thread: whatever happened belongs to the job's owner
                handle.result().completeExceptionally(e);
            }
        }

        @Override
        public void report(Progress moment) {
            progress.accept(moment);
        }

        @Override
        public void checkpoint() {
            throwIfCancelled();
            if (Thread.currentThread() != modelThread) {
                return;
            }
            Task<?> next = modelQueue.peek();
            while (next != null && next.urgency.compareTo(urgency) < 0) {
                if (modelQueue.remove(next)) {
                    next.run();
                }
                next = modelQueue.peek();
            }
            throwIfCancelled();
        }

        private void throwIfCancelled() {
            if (handle.isCancelled()) {
                throw new CancellationException(handle.title() + " was cancelled");
            }
        }

        @Override
        public int compareTo(Task<?> other) {
            int byUrgency = urgency.compareTo(other.urgency);
            return byUrgency != 0 ? byUrgency : Long.compare(number, other.number);
        }
    }
}
