package diffusam.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time limit turns a hang into a failure; nothing here depends on how long a step takes. */
@Timeout(60)
class JobsTest {
    private static final Consumer<Progress> UNSEEN = progress -> {};

    private final Jobs jobs = new Jobs();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        jobs.close();
    }

    @Test
    void aJobGivesItsResultAndReportsProgress() throws Exception {
        List<Progress> seen = new ArrayList<>();
        JobHandle<Integer> handle = jobs.model(
                Urgency.CLICK,
                "count",
                context -> {
                    context.report(Progress.of("Counting", 1, 4));
                    return 42;
                },
                seen::add);
        assertEquals(42, handle.result().get());
        assertEquals(List.of(Progress.of("Counting", 1, 4)), seen);
        assertEquals(0.25, seen.getFirst().fraction());
        assertEquals("count", handle.title());
    }

    @Test
    void theModelThreadTakesTheMostUrgentFirstAndEqualsInOrder() throws Exception {
        JobHandle<?> blocker = blockedJob();
        for (Urgency urgency : new Urgency[] {Urgency.TRAINING, Urgency.PROPAGATION, Urgency.CLICK}) {
            note(urgency, urgency + " 1");
            note(urgency, urgency + " 2");
        }
        JobHandle<?> last = note(Urgency.TRAINING, "last");
        gate.countDown();
        blocker.result().get();
        last.result().get();
        assertEquals(
                List.of("CLICK 1", "CLICK 2", "PROPAGATION 1", "PROPAGATION 2", "TRAINING 1", "TRAINING 2", "last"),
                log);
    }

    @Test
    void aCheckpointLetsMoreUrgentWorkGoFirstAndNoOther() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        JobHandle<?> training = jobs.model(
                Urgency.TRAINING,
                "training",
                context -> {
                    started.countDown();
                    gate.await();
                    log.add("before");
                    context.checkpoint();
                    log.add("after");
                    return 0;
                },
                UNSEEN);
        started.await();
        JobHandle<?> other = note(Urgency.TRAINING, "other training");
        JobHandle<?> propagation = jobs.model(
                Urgency.PROPAGATION,
                "propagation",
                context -> {
                    note(Urgency.CLICK, "click within");
                    context.checkpoint();
                    log.add("propagation");
                    return 0;
                },
                UNSEEN);
        note(Urgency.CLICK, "click");
        gate.countDown();
        other.result().get();
        assertTrue(training.result().isDone() && propagation.result().isDone());
        assertEquals(List.of("before", "click", "click within", "propagation", "after", "other training"), log);
    }

    @Test
    void everyModelJobRunsOnOneThread() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            threads.add(jobs.model(Urgency.values()[n % 3], "who", context -> Thread.currentThread(), UNSEEN)
                    .result()
                    .get());
        }
        assertEquals(1, threads.stream().distinct().count());
        assertTrue(threads.getFirst().isDaemon());
    }

    @Test
    void cancellingEndsARunningJobAtItsCheckpoint() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        JobHandle<?> handle = jobs.model(
                Urgency.TRAINING,
                "endless",
                context -> {
                    while (true) {
                        started.countDown();
                        context.checkpoint();
                    }
                },
                UNSEEN);
        started.await();
        handle.cancel();
        assertThrows(CancellationException.class, () -> handle.result().get());
        assertEquals("next", note(Urgency.CLICK, "next").result().get());
    }

    @Test
    void aJobCancelledInTheQueueNeverStarts() throws Exception {
        blockedJob();
        JobHandle<?> cancelled = note(Urgency.CLICK, "cancelled");
        cancelled.cancel();
        JobHandle<?> later = note(Urgency.CLICK, "later");
        gate.countDown();
        later.result().get();
        assertThrows(CancellationException.class, () -> cancelled.result().get());
        assertEquals(List.of("later"), log);
    }

    @Test
    void aFailureReachesTheOwnerAndTheThreadGoesOn() throws Exception {
        IOException fault = new IOException("disk gone");
        for (JobHandle<?> handle : List.of(
                jobs.model(Urgency.CLICK, "fails", context -> failing(fault), UNSEEN),
                jobs.io("fails", context -> failing(fault), UNSEEN))) {
            ExecutionException e =
                    assertThrows(ExecutionException.class, () -> handle.result().get());
            assertSame(fault, e.getCause());
        }
        assertEquals("next", note(Urgency.CLICK, "next").result().get());
    }

    @Test
    void closingEndsEveryJobAndLeavesNoThread() throws Exception {
        CountDownLatch running = new CountDownLatch(3);
        AtomicBoolean nestedRan = new AtomicBoolean();
        List<JobHandle<?>> handles = new ArrayList<>();
        handles.add(jobs.model(Urgency.TRAINING, "outer", context -> spin(running, context), UNSEEN));
        for (int n = 0; n < 4; n++) {
            handles.add(jobs.io("file " + n, context -> spin(running, context), UNSEEN));
        }
        running.await();
        handles.add(jobs.model(Urgency.TRAINING, "queued", context -> nestedRan.getAndSet(true), UNSEEN));
        jobs.close();
        for (JobHandle<?> handle : handles) {
            assertThrows(CancellationException.class, () -> handle.result().get(10, TimeUnit.SECONDS), handle.title());
        }
        assertFalse(nestedRan.get());
        for (Thread thread : threads) {
            thread.join(10_000);
            assertFalse(thread.isAlive(), thread.getName());
        }
    }

    @Test
    void closingEndsWorkThatRunsWithinACheckpointOrSleeps() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        JobHandle<?> outer = jobs.model(
                Urgency.TRAINING,
                "outer",
                context -> {
                    while (true) {
                        context.checkpoint();
                    }
                },
                UNSEEN);
        JobHandle<?> inner = jobs.model(Urgency.CLICK, "inner", context -> spin(running, context), UNSEEN);
        CountDownLatch asleep = new CountDownLatch(1);
        JobHandle<?> sleeper = jobs.io(
                "sleeper",
                context -> {
                    asleep.countDown();
                    new CountDownLatch(1).await();
                    return 0;
                },
                UNSEEN);
        running.await();
        asleep.await();
        jobs.close();
        for (JobHandle<?> handle : List.of(outer, inner, sleeper)) {
            assertThrows(CancellationException.class, () -> handle.result().get(10, TimeUnit.SECONDS), handle.title());
        }
    }

    @Test
    void aJobSubmittedAfterClosingIsCancelled() {
        jobs.close();
        JobHandle<?> model = note(Urgency.CLICK, "late");
        JobHandle<?> io = jobs.io("late", context -> log.add("late"), UNSEEN);
        assertThrows(CancellationException.class, () -> model.result().get(10, TimeUnit.SECONDS));
        assertThrows(CancellationException.class, () -> io.result().get(10, TimeUnit.SECONDS));
        assertEquals(List.of(), log);
    }

    private JobHandle<?> blockedJob() {
        return jobs.model(
                Urgency.CLICK,
                "blocked",
                context -> {
                    gate.await();
                    return 0;
                },
                UNSEEN);
    }

    private JobHandle<String> note(Urgency urgency, String text) {
        return jobs.model(
                urgency,
                text,
                context -> {
                    log.add(text);
                    return text;
                },
                UNSEEN);
    }

    private Integer spin(CountDownLatch running, JobContext context) {
        threads.add(Thread.currentThread());
        running.countDown();
        while (true) {
            context.checkpoint();
        }
    }

    private static Integer failing(IOException fault) throws IOException {
        throw fault;
    }
}
