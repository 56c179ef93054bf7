package diffusam.jobs;

import java.nio.channels.ClosedByInterruptException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The program's threads: one for every call into a network, two for files, and as many as there are views for drawing.
 * Closing cancels what runs, and waits until the threads are gone.
 */
public final class Jobs implements AutoCloseable {
    private final PriorityBlockingQueue<Task<?>> modelQueue = new PriorityBlockingQueue<>();
    private final AtomicLong order = new AtomicLong();
    private final Thread modelThread;
    private final ExecutorService io;
    private final Set<Task<?>> unfinished = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public Jobs() {
        modelThread = Thread.ofPlatform().name("model").daemon().start(this::serveModel);
        io = Executors.newFixedThreadPool(2, daemons("io"));
    }

    /** A single thread that draws; the caller shuts it down. */
    public static ExecutorService newRenderThread(String view) {
        return Executors.newSingleThreadExecutor(daemons("render-" + view));
    }

    /** A single thread that keeps one file up to date, now and later; the caller shuts it down. */
    public static ScheduledExecutorService newFileThread(String file) {
        return Executors.newSingleThreadScheduledExecutor(daemons(file));
    }

    /** As many threads as there are conversations over a network; the caller shuts them down. */
    public static ExecutorService newNetworkThreads() {
        return Executors.newCachedThreadPool(daemons("network"));
    }

    /** A single thread that ends conversations which take too long; the caller shuts it down. */
    public static ScheduledExecutorService newNetworkClock() {
        return Executors.newSingleThreadScheduledExecutor(daemons("network-clock"));
    }

    /** Queues a job for the model thread; {@code progress} is called there. */
    public <T> JobHandle<T> model(Urgency urgency, String title, Job<T> job, Consumer<Progress> progress) {
        return submit(
                new Task<>(urgency, order.getAndIncrement(), job, progress, new JobHandle<>(title)), modelQueue::add);
    }

    /** Queues a job for a file thread; {@code progress} is called there. */
    public <T> JobHandle<T> io(String title, Job<T> job, Consumer<Progress> progress) {
        return submit(
                new Task<>(Urgency.PROPAGATION, 0, job, progress, new JobHandle<>(title)),
                task -> io.execute(task::run));
    }

    private <T> JobHandle<T> submit(Task<T> task, Consumer<Task<T>> queue) {
        unfinished.add(task);
        try {
            if (!closed) {
                queue.accept(task);
            }
        } catch (RejectedExecutionException e) {
            task.abandon();
        }
        if (closed) {
            task.abandon();
        }
        return task.handle;
    }

    @Override
    public void close() {
        closed = true;
        unfinished.forEach(task -> task.handle.cancel());
        modelThread.interrupt();
        io.shutdownNow();
        try {
            modelThread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        io.close();
        unfinished.forEach(Task::abandon);
    }

    private void serveModel() {
        while (!closed) {
            try {
                modelQueue.take().run();
            } catch (InterruptedException e) {
                // only close() interrupts, and the loop's condition ends the thread
            }
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

        void run() {
            try {
                throwIfCancelled();
                handle.result().complete(job.run(this));
            } catch (InterruptedException | ClosedByInterruptException e) {
                handle.result().completeExceptionally(handle.isCancelled() ? cancellation() : e);
            } catch (Throwable e) { // the outer edge of a thread: whatever happened belongs to the job's owner
                handle.result().completeExceptionally(e);
            } finally {
                unfinished.remove(this);
            }
        }

        /** Ends a task that will never run, or whose end nobody waits for. */
        void abandon() {
            handle.cancel();
            handle.result().completeExceptionally(cancellation());
            unfinished.remove(this);
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
                throw cancellation();
            }
        }

        private CancellationException cancellation() {
            return new CancellationException(handle.title() + " was cancelled");
        }

        @Override
        public int compareTo(Task<?> other) {
            int byUrgency = urgency.compareTo(other.urgency);
            return byUrgency != 0 ? byUrgency : Long.compare(number, other.number);
        }
    }
}
