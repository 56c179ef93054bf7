package diffusam.io.dcm4che;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicomweb.Inbox;
import diffusam.io.dicomweb.Series;
import diffusam.io.dicomweb.StoreOutcome;
import diffusam.io.dicomweb.Study;
import diffusam.io.dicomweb.StudyQuery;
import diffusam.io.dicomweb.Uid;
import diffusam.io.dimse.DimseArchive;
import diffusam.io.dimse.Peer;
import diffusam.io.dimse.Title;
import diffusam.jobs.JobContext;
import diffusam.jobs.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.net.InputStreamDataWriter;
import org.dcm4che3.net.NoPresentationContextException;

/** An archive that dcm4che speaks to; each method is one conversation. */
final class Dcm4cheArchive implements DimseArchive {
    private final Peer peer;
    private final Title own;
    private final Conversations conversations = new Conversations();

    Dcm4cheArchive(Peer peer, Title own) {
        this.peer = peer;
        this.own = own;
    }

    @Override
    public void echo(JobContext context) throws IOException {
        try (Conversation talk = conversations.about(Proposal.service(UID.Verification), peer, own)) {
            talk.echo(context);
        }
    }

    @Override
    public List<Study> studies(StudyQuery query, JobContext context) throws IOException {
        try (Conversation talk = finding()) {
            return talk.find(Keys.studies(query), query.limit(), context).stream()
                    .map(Keys::study)
                    .toList();
        }
    }

    @Override
    public List<Series> series(String studyUid, JobContext context) throws IOException {
        try (Conversation talk = finding()) {
            return talk.find(Keys.series(Uid.of(studyUid, "the study")), Integer.MAX_VALUE, context).stream()
                    .map(found -> Keys.series(studyUid, found))
                    .toList();
        }
    }

    @Override
    public Fetched fetch(String studyUid, String seriesUid, Path folder, JobContext context) throws IOException {
        Uid study = Uid.of(studyUid, "the study");
        Uid series = Uid.of(seriesUid, "the series");
        List<Keys.Found> all = objects(study, series, context);
        Inbox inbox = Inbox.at(folder);
        List<Keys.Found> missing = new ArrayList<>();
        for (Keys.Found one : all) {
            if (!inbox.has(one.uid())) {
                missing.add(one);
            }
        }
        if (!missing.isEmpty()) {
            Attributes keys =
                    missing.size() == all.size() ? Keys.oneSeries(study, series) : Keys.objects(study, series, missing);
            try (Conversation talk = conversations.retrieving(Keys.classes(missing), peer, own, inbox)) {
                talk.get(keys, missing.size(), context);
            }
        }
        return new Fetched(missing.size(), all.size());
    }

    private List<Keys.Found> objects(Uid study, Uid series, JobContext context) throws IOException {
        List<Keys.Found> all = new ArrayList<>();
        try (Conversation talk = finding()) {
            for (Attributes found : talk.find(Keys.objects(study, series, List.of()), Integer.MAX_VALUE, context)) {
                all.add(Keys.Found.of(found, peer));
            }
        }
        if (all.isEmpty()) {
            throw new DicomException(peer + " has no such series, or nothing in it");
        }
        return all;
    }

    @Override
    public int move(String studyUid, String seriesUid, Title destination, JobContext context) throws IOException {
        Attributes keys = Keys.oneSeries(Uid.of(studyUid, "the study"), Uid.of(seriesUid, "the series"));
        try (Conversation talk = conversations.about(
                Proposal.service(UID.StudyRootQueryRetrieveInformationModelMove), peer, own)) {
            return talk.move(keys, destination, context);
        }
    }

    @Override
    public void send(List<Path> files, JobContext context, Consumer<StoreOutcome> told) throws IOException {
        List<Outgoing> objects = new ArrayList<>();
        for (Path file : files) {
            objects.add(Outgoing.of(file));
        }
        try (Conversation talk = conversations.about(Proposal.sending(objects), peer, own)) {
            for (int n = 0; n < objects.size(); n++) {
                context.report(Progress.of("Sending", n, objects.size()));
                told.accept(sent(talk, objects.get(n), context));
            }
            context.report(Progress.of("Sending", objects.size(), objects.size()));
        }
    }

    private static StoreOutcome sent(Conversation talk, Outgoing object, JobContext context) throws IOException {
        try (InputStream data = object.open()) {
            return talk.store(object, new InputStreamDataWriter(data), context);
        } catch (NoPresentationContextException e) {
            return new StoreOutcome(
                    object.file(),
                    false,
                    "the server does not take this kind of object, or not as it is encoded: "
                            + UID.nameOf(object.syntax()));
        }
    }

    private Conversation finding() throws IOException {
        return conversations.about(Proposal.service(UID.StudyRootQueryRetrieveInformationModelFind), peer, own);
    }

    @Override
    public void close() {
        conversations.close();
    }
}
