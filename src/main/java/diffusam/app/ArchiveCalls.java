package diffusam.app;

import diffusam.io.dicomweb.Credentials;
import diffusam.io.dicomweb.LoginRefusedException;
import diffusam.io.dicomweb.RemoteArchive;
import diffusam.io.dicomweb.UnknownCertificateException;
import diffusam.jobs.JobContext;
import diffusam.settings.Archive;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;

/** Asks the chosen archive for one thing at a time, and says what came of it in one sentence. FX thread only. */
final class ArchiveCalls {
    private final Background background;
    private final ArchiveLogins logins;
    private final ArchivePrompts prompts;
    private final ObservableList<Archive> archives;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Optional<RunningJob>> running = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

    /** The archive that is asked; null while there is none. */
    final ObjectProperty<Archive> chosen = new SimpleObjectProperty<>();

    ArchiveCalls(
            Background background,
            ArchiveLogins logins,
            ArchivePrompts prompts,
            ObservableList<Archive> archives,
            Texts texts) {
        this.background = background;
        this.logins = logins;
        this.prompts = prompts;
        this.archives = archives;
        this.texts = texts;
        archives.stream().findFirst().ifPresent(chosen::set);
    }

    /** What is asked of an archive, on a file thread. */
    interface Asked<T> {
        T of(RemoteArchive archive, JobContext context) throws IOException;
    }

    private sealed interface Answer<T> {
        record Given<T>(T content) implements Answer<T> {}

        record Refused<T>(IOException reason) implements Answer<T> {}
    }

    ObservableList<Archive> archives() {
        return archives;
    }

    ReadOnlyObjectProperty<Optional<RunningJob>> runningProperty() {
        return running.getReadOnlyProperty();
    }

    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    void say(String sentence) {
        said.set(sentence);
    }

    /** Asks for a new archive, and chooses it. */
    void add() {
        prompts.archive(null, archives.stream().map(Archive::name).toList()).ifPresent(archive -> {
            archives.add(archive);
            chosen.set(archive);
        });
    }

    /** Asks how the chosen archive is to be. */
    void change() {
        Archive before = chosen.get();
        prompts.archive(
                        before,
                        archives.stream()
                                .filter(other -> other != before)
                                .map(Archive::name)
                                .toList())
                .ifPresent(after -> replace(before, after));
    }

    /** Takes the chosen archive from the list. */
    void remove() {
        archives.remove(chosen.get());
        chosen.set(archives.isEmpty() ? null : archives.getFirst());
    }

    void cancel() {
        running.get().ifPresent(RunningJob::cancel);
    }

    /** Asks the chosen archive; {@code then} gets the answer, unless there is none. */
    <T> void ask(String title, Asked<T> asked, Consumer<T> then) {
        Archive archive = chosen.get();
        say("");
        logins.of(
                        archive,
                        credentials -> follow(background.io(
                                title, context -> answer(archive, credentials, asked, context), answer -> {
                                    switch (answer) {
                                        case Answer.Given<T> given -> then.accept(given.content());
                                        case Answer.Refused<T> refusal ->
                                            refused(archive, refusal.reason(), () -> ask(title, asked, then));
                                    }
                                })))
                .ifPresent(this::follow);
    }

    private void follow(RunningJob job) {
        running.set(Optional.of(job));
        job.ending().thenAccept(ending -> ended(job, ending));
    }

    private void ended(RunningJob job, RunningJob.Ending ending) {
        if (running.get().equals(Optional.of(job))) {
            running.set(Optional.empty());
        }
        if (ending == RunningJob.Ending.CANCELLED) {
            say(texts.of("archive.cancelled"));
        }
    }

    private static <T> Answer<T> answer(Archive archive, Credentials credentials, Asked<T> asked, JobContext context) {
        try (RemoteArchive remote = ArchiveLink.open(archive, credentials)) {
            return new Answer.Given<>(asked.of(remote, context));
        } catch (IOException e) {
            return new Answer.Refused<>(e);
        }
    }

    private void refused(Archive archive, IOException reason, Runnable again) {
        say(texts.said(String.valueOf(reason.getMessage())));
        switch (reason) {
            case LoginRefusedException login -> logins.refused(archive);
            case UnknownCertificateException unknown -> {
                if (prompts.trust(texts.of("archive.unknown", unknown.host(), unknown.shown()))) {
                    replace(archive, archive.trusting(unknown.shown().hex()));
                    again.run();
                }
            }
            default -> {}
        }
    }

    private void replace(Archive before, Archive after) {
        archives.set(archives.indexOf(before), after);
        chosen.set(after);
    }
}
