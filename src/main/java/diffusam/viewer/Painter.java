package diffusam.viewer;

import diffusam.jobs.Jobs;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Draws pictures on a thread of its own and hands them to the FX thread. The newest request wins: what was asked for while a
 * picture was drawn, and overtaken since, is never drawn.
 *
 * @param <T> what a picture is made of: a snapshot
 */
final class Painter<T> {
    private final ExecutorService thread;
    private final Drawing<T> drawing;
    private final Function<Frame, int @Nullable []> onFrame;
    private final AtomicReference<@Nullable Request<T>> wanted = new AtomicReference<>();
    private final AtomicReference<@Nullable Frame> finished = new AtomicReference<>();
    private final ConcurrentLinkedQueue<int[]> spare = new ConcurrentLinkedQueue<>();

    /**
     * @param drawing always called on the painter's thread
     * @param onFrame called on the FX thread; it keeps the frame's pixels, and gives back those it needs no longer
     */
    Painter(String view, Drawing<T> drawing, Function<Frame, int @Nullable []> onFrame) {
        this.thread = Jobs.newRenderThread(view);
        this.drawing = drawing;
        this.onFrame = onFrame;
    }

    /** Draws one picture into {@code argb}, row by row, premultiplied. */
    @FunctionalInterface
    interface Drawing<T> {
        void draw(T picture, int width, int height, int[] argb);
    }

    private record Request<T>(long number, T picture, int width, int height) {}

    /** A finished picture in device pixels, with the number of its request. */
    @SuppressWarnings("ArrayRecordComponent") // a picture, never compared
    record Frame(long number, int[] argb, int width, int height) {}

    /** Asks for a picture, in vain once this is closed; from any thread. */
    void request(long number, T picture, double width, double height) {
        Request<T> request = new Request<>(number, picture, (int) Math.round(width), (int) Math.round(height));
        if (wanted.getAndSet(request) == null && !thread.isShutdown()) {
            thread.execute(this::drawWanted);
        }
    }

    void close() {
        thread.shutdownNow();
    }

    private void drawWanted() {
        Request<T> request = wanted.getAndSet(null);
        if (request == null) {
            return;
        }
        int[] argb = buffer(request.width * request.height);
        drawing.draw(request.picture, request.width, request.height, argb);
        Frame overtaken = finished.getAndSet(new Frame(request.number, argb, request.width, request.height));
        if (overtaken == null) {
            Platform.runLater(this::handOver);
        } else {
            spare.add(overtaken.argb);
        }
    }

    private void handOver() {
        Frame frame = finished.getAndSet(null);
        if (frame != null) {
            int @Nullable [] free = onFrame.apply(frame);
            if (free != null) {
                spare.add(free);
            }
        }
    }

    private int[] buffer(int pixels) {
        for (int[] used = spare.poll(); used != null; used = spare.poll()) {
            if (used.length == pixels) {
                return used;
            }
        }
        return new int[pixels];
    }
}
