package diffusam.app;

import diffusam.jobs.Jobs;
import diffusam.settings.Settings;
import diffusam.settings.SettingsFile;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the newest settings on a thread of its own, and once for many changes that follow each other. */
final class SettingsKeeper implements Consumer<Settings>, AutoCloseable {
    private static final long PAUSE_MS = 400;

    private final SettingsFile file;
    private final Consumer<String> onFault;
    private final ScheduledExecutorService thread = Jobs.newFileThread("settings");
    private boolean told; // on the thread
    private final AtomicReference<@Nullable Settings> waiting = new AtomicReference<>();

    /**
     * @param onFault told on the thread, once, why the settings could not be written
     */
    SettingsKeeper(SettingsFile file, Consumer<String> onFault) {
        this.file = file;
        this.onFault = onFault;
    }

    @Override
    public void accept(Settings settings) {
        if (waiting.getAndSet(settings) == null) {
            thread.schedule(this::write, PAUSE_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Writes what waits, and ends the thread. */
    @Override
    public void close() {
        thread.execute(this::write);
        thread.close();
    }

    private void write() {
        Optional.ofNullable(waiting.getAndSet(null)).ifPresent(settings -> {
            try {
                file.save(settings);
                told = false;
            } catch (IOException e) {
                if (!told) {
                    onFault.accept(String.valueOf(e.getMessage()));
                }
                told = true;
            }
        });
    }
}
