package diffusam.jobs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WatchdogTest {
    private static final Duration LIMIT = Duration.ofMillis(50);

    @Test
    @Timeout(60)
    void whatHoldsTheThreadUpIsNamed() throws InterruptedException {
        BlockingQueue<Watchdog.Hold> holds = new LinkedBlockingQueue<>();
        CountDownLatch seen = new CountDownLatch(1);
        try (ExecutorService watched = Executors.newSingleThreadExecutor();
                Watchdog dog = new Watchdog(watched, LIMIT, holds::add)) {
            watched.submit(() -> dawdle(seen));
            Watchdog.Hold hold = holds.take();
            while (!hold.place("diffusam").contains("dawdle")) { // late on its own, or the thread was not known yet
                watched.submit(() -> dawdle(seen));
                hold = holds.take();
            }
            assertTrue(hold.time().compareTo(LIMIT) >= 0);
            assertTrue(hold.place("diffusam").contains("WatchdogTest.java:"), hold.place("diffusam"));
        }
    }

    private static boolean dawdle(CountDownLatch never) throws InterruptedException {
        return never.await(1000, TimeUnit.MILLISECONDS);
    }
}
