package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.jobs.Jobs;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Windows without pictures, with the test's thread as the FX thread of all of them. */
final class Windows implements AutoCloseable {
    final Texts texts = Texts.in(Locale.ENGLISH);
    final SilentPrompts prompts = new SilentPrompts();

    /** Of the window that was opened last. */
    Notices notices = new Notices(texts);

    private final BlockingQueue<Runnable> fxThread = new LinkedBlockingQueue<>();
    private final Jobs jobs = new Jobs();
    private final List<Workspace> all = new ArrayList<>();

    /** A window that keeps work in a folder. */
    Workspace open(Path work) {
        notices = new Notices(texts);
        Background background = background();
        WorkKeeper keeper =
                new WorkKeeper(new WorkFolder(work, "test"), background, prompts, notices, texts, fxThread::add);
        Workspace window = new Workspace(
                new DiskFiles(texts),
                background,
                notices,
                new Authorship("test", InstantSource.system()),
                texts,
                keeper,
                prompts);
        all.add(window);
        return window;
    }

    /** Work that ends in the window that was opened last. */
    Background background() {
        return new Background(jobs, fxThread::add, notices::fail);
    }

    /** Few-shot runs that tell what happens in the window that was opened last. */
    FewShot fewShot(LazyEngine.Source engine) {
        return new FewShot(
                background(),
                new LazyEngine(engine),
                new Authorship("test", InstantSource.system()),
                fxThread::add,
                texts);
    }

    /** Opens an image or a project and waits until it is shown. */
    OpenStudy open(Workspace window, Path source) {
        boolean[] shown = {false};
        window.openStudy(source, () -> shown[0] = true);
        await(() -> shown[0]);
        return window.open().orElseThrow();
    }

    /** Saves the open study of a window as a project and waits until it is on disk. */
    void saveAs(Workspace window, Path project) {
        boolean[] saved = {false};
        window.keeper().saveAs(project, () -> saved[0] = true);
        await(() -> saved[0]);
    }

    /** Text of the newest notice. */
    String said() {
        return notices.items().getLast().text();
    }

    /** Runs what comes for the FX thread until something is so. */
    void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "nothing happened for 30 seconds");
            try {
                Runnable next = fxThread.poll(20, TimeUnit.MILLISECONDS);
                if (next != null) {
                    next.run();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Closes the windows that are open, and runs what they have left to say. */
    void closeWindows() {
        all.forEach(Workspace::close);
        all.clear();
        for (Runnable next = fxThread.poll(); next != null; next = fxThread.poll()) {
            next.run();
        }
    }

    @Override
    public void close() {
        closeWindows();
        jobs.close();
    }
}
