package diffusam.io.dcm4che;

import diffusam.io.dimse.Peer;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.DimseRSPHandler;
import org.dcm4che3.net.Status;
import org.jspecify.annotations.Nullable;

/**
 * The answers to one request, in order, and nothing at the end of the association: filled by a thread of the network, emptied
 * by the one that asked.
 */
final class Answers extends DimseRSPHandler {
    private static final long POLL_MILLIS = 200;

    private final BlockingQueue<Optional<Answer>> queue = new LinkedBlockingQueue<>();
    private final Association association;
    private final Peer peer;

    /** @param data null where an answer has none */
    record Answer(Attributes command, @Nullable Attributes data) {
        boolean isPending() {
            return Status.isPending(command.getInt(Tag.Status, -1));
        }

        boolean isSuccess() {
            return command.getInt(Tag.Status, -1) == Status.Success;
        }

        int number(int tag) {
            return command.getInt(tag, 0);
        }
    }

    Answers(Association association, Peer peer) {
        super(association.nextMessageID());
        this.association = association;
        this.peer = peer;
    }

    @Override
    public void onDimseRSP(Association as, Attributes cmd, Attributes data) {
        super.onDimseRSP(as, cmd, data);
        queue.add(Optional.of(new Answer(cmd, data)));
    }

    @Override
    public void onClose(Association as) {
        super.onClose(as);
        queue.add(Optional.empty());
    }

    /** The next answer; as the other, with nothing to do meanwhile. */
    Answer next(JobContext context) throws IOException {
        return next(context, () -> {});
    }

    /**
     * Waits for the next answer.
     *
     * @param meanwhile runs now and then, on this thread
     * @throws CancellationException if the job was cancelled; the association is aborted then
     */
    Answer next(JobContext context, Runnable meanwhile) throws IOException {
        try {
            while (true) {
                context.checkpoint();
                meanwhile.run();
                Optional<Answer> answer = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (answer != null) {
                    return answer.orElseThrow(() -> Refusal.broken(peer));
                }
            }
        } catch (CancellationException e) {
            association.abort();
            throw e;
        } catch (InterruptedException e) {
            association.abort();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
