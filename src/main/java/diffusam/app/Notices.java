package diffusam.app;

import diffusam.engine.ModelFault;
import java.io.IOException;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the user should know, newest last; each until it is dismissed. FX thread only. */
final class Notices {
    private static final int MOST = 4;

    private final Texts texts;
    private final ObservableList<Notice> items = FXCollections.observableArrayList();
    private final ObservableList<Notice> readableItems = FXCollections.unmodifiableObservableList(items);

    Notices(Texts texts) {
        this.texts = texts;
    }

    enum Kind {
        INFORMATION,
        WARNING,
        ERROR
    }

    /**
     * @param details for a report, without anything about a patient; empty if there is nothing more to say
     * @param offer what can be done at once
     */
    record Notice(Kind kind, String text, String details, Optional<Offer> offer) {
        private Notice(Kind kind, String text, String details) {
            this(kind, text, details, Optional.empty());
        }

        /** True if it may go by itself: it only informs, and asks nothing. */
        boolean expires() {
            return kind == Kind.INFORMATION && offer.isEmpty();
        }
    }

    /**
     * Something to do about a notice.
     *
     * @param text of the button
     */
    record Offer(String text, Runnable action) {}

    ObservableList<Notice> items() {
        return readableItems;
    }

    void tell(String text) {
        add(new Notice(Kind.INFORMATION, text, ""));
    }

    /** Tells something that can be acted upon at once. */
    void offer(String text, Offer offer) {
        add(new Notice(Kind.INFORMATION, text, "", Optional.of(offer)));
    }

    void warn(String text) {
        add(new Notice(Kind.WARNING, text, ""));
    }

    /**
     * A job failed: a file's fault is told in its own words, a model's in words for its kind, anything else as unexpected,
     * with the place in the program.
     */
    void fail(Background.Failure failure) {
        Throwable cause = failure.cause();
        String message = cause.getMessage();
        Optional<ModelFault> fault = ModelFault.of(cause);
        if (fault.isPresent()) {
            add(new Notice(
                    Kind.ERROR, texts.of("notice.fault." + fault.get(), failure.title()), FaultLog.placeOf(cause)));
        } else if (cause instanceof IOException && message != null) {
            add(new Notice(Kind.ERROR, texts.of("notice.failed", failure.title()) + " " + texts.sentence(message), ""));
        } else {
            add(new Notice(Kind.ERROR, texts.of("notice.unexpected", failure.title()), FaultLog.placeOf(cause)));
        }
    }

    /** Something went wrong outside any job. */
    void unexpected(Throwable fault) {
        add(new Notice(Kind.ERROR, texts.of("notice.fault"), FaultLog.placeOf(fault)));
    }

    void dismiss(Notice notice) {
        items.remove(notice);
    }

    private void add(Notice notice) {
        items.add(notice);
        if (items.size() > MOST) {
            items.removeFirst();
        }
    }
}
