package diffusam.viewer;

import diffusam.jobs.Jobs;
import diffusam.viewer.render.PictureRenderer;
import diffusam.viewer.render.SlicePicture;
import diffusam.viewer.render.ViewTransform;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Draws pictures on a thread of its own and hands them to the FX thread. The newest request wins: what was asked for while a
 * picture was drawn, and overtaken since, is never drawn.
 */
final class SlicePainter {
    private final ExecutorService thread;
    private final Consumer<Frame> onFrame;
    private final PictureRenderer renderer = new PictureRenderer();
    private final AtomicReference<@Nullable Request> wanted = new AtomicReference<>();
    private final AtomicReference<@Nullable Frame> finished = new AtomicReference<>();
    private final ConcurrentLinkedQueue<int[]> spare = new ConcurrentLinkedQueue<>();

    /**
     * @param onFrame called on the FX thread; the frame's pixels are taken back when it returns
     */
    SlicePainter(String view, Consumer<Frame> onFrame) {
        this.thread = Jobs.newRenderThread(view);
        this.onFrame = onFrame;
    }

    private record Request(long number, SlicePicture picture, ViewTransform device) {}

    /** A finished picture in device pixels. */
    @SuppressWarnings("ArrayRecordComponent") // a picture, never compared
    record Frame(long number, int[] argb, int width, int height) {}

    /**
     * Asks for a picture; from any thread.
     *
     * @param number comes back with the frame
     */
    void request(long number, SlicePicture picture, ViewTransform device) {
        if (wanted.getAndSet(new Request(number, picture, device)) == null) {
            thread.execute(this::drawWanted);
        }
    }

    void close() {
        thread.shutdownNow();
    }

    private void drawWanted() {
        Request request = wanted.getAndSet(null);
        if (request == null) {
            return;
        }
        int width = (int) Math.round(request.device.width());
        int height = (int) Math.round(request.device.height());
        int[] argb = buffer(width * height);
        renderer.render(request.picture, request.device, argb);
        Frame overtaken = finished.getAndSet(new Frame(request.number, argb, width, height));
        if (overtaken == null) {
            Platform.runLater(this::handOver);
        } else {
            spare.add(overtaken.argb);
        }
    }

    private void handOver() {
        Frame frame = finished.getAndSet(null);
        if (frame != null) {
            onFrame.accept(frame);
            spare.add(frame.argb);
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
