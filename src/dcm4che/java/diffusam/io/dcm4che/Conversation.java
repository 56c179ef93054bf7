package diffusam.io.dcm4che;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicomweb.StoreOutcome;
import diffusam.io.dimse.Peer;
import diffusam.io.dimse.Title;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.DataWriter;
import org.dcm4che3.net.NoPresentationContextException;
import org.dcm4che3.net.Priority;
import org.dcm4che3.net.Status;

/** One association: questions and their answers. */
final class Conversation implements AutoCloseable {
    private final Station station;
    private final Association association;
    private final Peer peer;
    private final AtomicInteger received;
    private final Consumer<Conversation> ended;

    Conversation(
            Station station,
            Association association,
            Peer peer,
            AtomicInteger received,
            Consumer<Conversation> ended) {
        this.station = station;
        this.association = association;
        this.peer = peer;
        this.received = received;
        this.ended = ended;
    }

    /** Puts a question to the other side. */
    @FunctionalInterface
    private interface Question {
        void ask() throws IOException, InterruptedException;
    }

    void echo(JobContext context) throws IOException {
        context.checkpoint();
        ask(() -> {
            var answer = association.cecho();
            answer.next();
            if (answer.getCommand().getInt(Tag.Status, -1) != Status.Success) {
                throw Refusal.of(peer, "the echo", answer.getCommand());
            }
        });
    }

    /** What matches, at most {@code limit} of it; more is called off. */
    List<Attributes> find(Attributes keys, int limit, JobContext context) throws IOException {
        Answers answers = new Answers(association, peer);
        ask(() -> association.cfind(
                UID.StudyRootQueryRetrieveInformationModelFind, Priority.NORMAL, keys, null, answers));
        List<Attributes> found = new ArrayList<>();
        Answers.Answer answer = answers.next(context);
        while (answer.isPending()) {
            if (answer.data() != null && found.size() < limit) {
                found.add(answer.data());
            }
            if (found.size() == limit && !answers.isCanceled()) {
                answers.cancel(association);
            }
            answer = answers.next(context);
        }
        if (!answer.isSuccess() && !answers.isCanceled()) {
            throw Refusal.of(peer, "the search", answer.command());
        }
        return found;
    }

    /** Waits until the objects have come. */
    void get(Attributes keys, int objects, JobContext context) throws IOException {
        Answers answers = new Answers(association, peer);
        ask(() -> association.cget(
                UID.StudyRootQueryRetrieveInformationModelGet, Priority.NORMAL, keys, null, answers));
        Answers.Answer last = answers.next(context);
        while (last.isPending()) {
            last = answers.next(context, () -> context.report(Progress.of("Fetching", received.get(), objects)));
        }
        context.report(Progress.of("Fetching", received.get(), objects));
        if (received.get() < objects) {
            throw received.get() == 0 && !last.isSuccess() && last.number(Tag.NumberOfFailedSuboperations) == 0
                    ? Refusal.of(peer, "to send", last.command())
                    : new DicomException(
                            peer + " sent " + received + " of " + objects + " objects; try again for the others");
        }
    }

    /** Waits until the archive has sent the objects, and returns how many those were. */
    int move(Attributes keys, Title destination, JobContext context) throws IOException {
        Answers answers = new Answers(association, peer);
        ask(() -> association.cmove(
                UID.StudyRootQueryRetrieveInformationModelMove,
                Priority.NORMAL,
                keys,
                null,
                destination.text(),
                answers));
        Answers.Answer last = answers.next(context);
        while (last.isPending()) {
            int done = last.number(Tag.NumberOfCompletedSuboperations);
            context.report(Progress.of("Moving", done, done + last.number(Tag.NumberOfRemainingSuboperations)));
            last = answers.next(context);
        }
        int failed = last.number(Tag.NumberOfFailedSuboperations);
        int sent = last.number(Tag.NumberOfCompletedSuboperations) + last.number(Tag.NumberOfWarningSuboperations);
        if (failed > 0) {
            throw new DicomException(peer + " could not send " + failed + " of " + (failed + sent) + " objects to "
                    + destination + "; check the address that it has for it");
        }
        if (!last.isSuccess()) {
            throw Refusal.of(peer, "to send", last.command());
        }
        return sent;
    }

    /** @throws NoPresentationContextException if the other side does not take such objects */
    StoreOutcome store(Outgoing object, DataWriter data, JobContext context) throws IOException {
        Answers answers = new Answers(association, peer);
        ask(() -> association.cstore(
                object.classUid(), object.instanceUid(), Priority.NORMAL, data, object.syntax(), answers));
        int status = answers.next(context).number(Tag.Status);
        boolean warned = status == Status.CoercionOfDataElements
                || status == Status.ElementsDiscarded
                || status == Status.DataSetDoesNotMatchSOPClassWarning;
        return status == Status.Success || warned
                ? StoreOutcome.accepted(object.file(), status)
                : StoreOutcome.refused(object.file(), status);
    }

    private void ask(Question question) throws IOException {
        try {
            question.ask();
        } catch (NoPresentationContextException e) {
            throw e;
        } catch (IOException e) {
            throw Refusal.of(peer, e);
        } catch (InterruptedException e) {
            association.abort();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** From any thread: whoever waits for an answer hears that the conversation is broken off. */
    void breakOff() {
        association.abort();
    }

    @Override
    public void close() {
        ended.accept(this);
        try {
            if (association.isReadyForDataTransfer()) {
                association.release();
                association.waitForSocketClose();
            }
        } catch (IOException e) {
            association.abort(); // all was said already
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            station.close();
        }
    }
}
