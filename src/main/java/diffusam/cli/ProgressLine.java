package diffusam.cli;

import diffusam.jobs.Progress;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Shows a job's progress. A person sees one line that renews itself; a log gets a line at the start of a stage, at every
 * tenth of it, and at its end. Called from one thread at a time.
 */
final class ProgressLine implements Consumer<Progress>, AutoCloseable {
    private static final long REFRESH_NANOS = 100_000_000;
    private static final int LOG_LINES = 10;

    private final Terminal terminal;
    private String stage = "";
    private long part = -1;
    private long shownAt = Long.MIN_VALUE;
    private int width;

    ProgressLine(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void accept(Progress moment) {
        if (terminal.interactive()) {
            renew(moment);
        } else {
            log(moment);
        }
    }

    private void renew(Progress moment) {
        boolean due = System.nanoTime() - shownAt > REFRESH_NANOS || shownAt == Long.MIN_VALUE;
        if (!moment.stage().equals(stage)) {
            close();
            stage = moment.stage();
        } else if (!due && moment.done() < moment.total()) {
            return;
        }
        shownAt = System.nanoTime();
        String text = text(moment);
        terminal.err().print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
        terminal.err().flush();
        width = text.length();
    }

    private void log(Progress moment) {
        long now = (long) (moment.fraction() * LOG_LINES);
        if (!moment.stage().equals(stage) || now != part) {
            stage = moment.stage();
            part = now;
            terminal.err().println(text(moment));
        }
    }

    private static String text(Progress moment) {
        StringBuilder text = new StringBuilder(moment.stage());
        if (moment.total() > 0) {
            text.append(String.format(Locale.ROOT, " %d/%d", moment.done(), moment.total()));
        }
        if (Double.isFinite(moment.loss())) {
            text.append(String.format(Locale.ROOT, ", loss %.4f", moment.loss()));
        }
        if (Double.isFinite(moment.remainingSeconds()) && moment.done() < moment.total()) {
            text.append(String.format(Locale.ROOT, ", %.0f s left", moment.remainingSeconds()));
        }
        return text.toString();
    }

    /** Ends the line, so that what is written next begins on its own. */
    @Override
    public void close() {
        if (width > 0) {
            terminal.err().println();
        }
        width = 0;
    }
}
