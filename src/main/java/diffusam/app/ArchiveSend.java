package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.files.OwnerOnly;
import diffusam.io.dicomweb.RemoteArchive;
import diffusam.io.dicomweb.StoreOutcome;
import diffusam.jobs.JobContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Stores labels and files in an archive, and keeps what became of each. FX thread only. */
final class ArchiveSend {
    private final ArchiveCalls calls;
    private final Workspace workspace;
    private final StudyFiles files;
    private final Texts texts;
    private final Executor fxThread;
    private final ObservableList<StoreOutcome> outcomes = FXCollections.observableArrayList();
    private final ObservableList<StoreOutcome> readableOutcomes = FXCollections.unmodifiableObservableList(outcomes);

    ArchiveSend(ArchiveCalls calls, Workspace workspace, StudyFiles files, Texts texts, Executor fxThread) {
        this.calls = calls;
        this.workspace = workspace;
        this.files = files;
        this.texts = texts;
        this.fxThread = fxThread;
    }

    Workspace workspace() {
        return workspace;
    }

    /** What became of each file, as far as the archive has answered. */
    ObservableList<StoreOutcome> outcomes() {
        return readableOutcomes;
    }

    /** Sends the labels of the open study as they are now. */
    void sendLabels(LabelForm form) {
        workspace.open().ifPresent(open -> {
            Study study = open.study();
            Annotation annotation = open.annotation();
            send(1, (archive, context) -> sendLabels(archive, study, annotation, form, context));
        });
    }

    /** Sends files as they are. */
    void send(List<Path> sent) {
        send(sent.size(), (archive, context) -> {
            archive.send(sent, context, this::tell);
            return true;
        });
    }

    private void send(int count, ArchiveCalls.Asked<Boolean> sending) {
        outcomes.clear();
        calls.ask(
                texts.of("job.send", calls.chosen.get().name()),
                sending,
                done -> fxThread.execute(() -> {
                    long stored = outcomes.stream().filter(StoreOutcome::stored).count();
                    calls.say(texts.of("archive.sent", stored, count));
                }));
    }

    /** The file is there only while it is sent, where the work on the study is: for the user alone. */
    private boolean sendLabels(
            RemoteArchive archive, Study study, Annotation annotation, LabelForm form, JobContext context)
            throws IOException {
        OwnerOnly.createFolders(WorkFolder.ofUser());
        Path folder = Files.createTempDirectory(WorkFolder.ofUser(), "outbox-");
        Path file = folder.resolve("labels" + form.ending());
        try {
            files.writeLabels(file, form, study, annotation);
            archive.send(List.of(file), context, this::tell);
            return true;
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private void tell(StoreOutcome outcome) {
        fxThread.execute(() -> outcomes.add(outcome));
    }
}
