package diffusam.project;

import diffusam.annotation.Annotation;
import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.EditHistory;
import diffusam.annotation.LabelMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A person's work on an image, kept in a folder so that the end of the process at any instant loses at most the change that
 * was being made. Changes take effect at once and go to the journal behind the caller's back; saving writes a new copy of
 * everything beside the old.
 *
 * <p>Opening and closing read and write files and belong on a file thread. Everything between is confined to one thread (the
 * FX thread in the Studio), does no I/O and returns at once. Notices come on a thread of the project.
 */
public final class Project implements AutoCloseable {
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private final Place place;
    private final Document document;
    private final Recovery recovery;
    private final Keeper keeper;
    private CompletableFuture<Void> compaction = CompletableFuture.completedFuture(null);

    private Project(Place place, Document document, Recovery recovery, Keeper keeper) {
        this.place = place;
        this.document = document;
        this.recovery = recovery;
        this.keeper = keeper;
    }

    /**
     * Starts a project in a new or empty folder, or goes on there with the content of another.
     *
     * @throws ProjectException if the folder cannot be used
     */
    public static Project create(
            Path folder, ProjectContent content, ProjectSettings settings, Consumer<Notice> notices)
            throws ProjectException {
        return create(new Place(folder, new DiskFiles(), settings, notices), content);
    }

    /**
     * Goes on in another folder with what a project holds ("save as"); the project itself stays as it is.
     *
     * @param from the folder of the project; a prior that cannot be read there is left behind, which a notice says
     * @throws ProjectException if the new folder cannot be used
     */
    public static Project createCopy(
            Path from, ProjectContent content, Path folder, ProjectSettings settings, Consumer<Notice> notices)
            throws ProjectException {
        return create(new Place(folder, new DiskFiles(), settings, notices), content.movedFrom(from, folder), from);
    }

    private static Project create(Place place, ProjectContent content, Path from) throws ProjectException {
        Project copy = create(place, content);
        List<PriorReference> adopted = new ArrayList<>();
        for (PriorReference prior : content.priors()) {
            try {
                copy.priorFiles().adopt(prior, from);
                adopted.add(prior);
            } catch (ProjectException e) {
                place.say(Notice.Kind.PRIOR_LEFT, e.sentence());
            }
        }
        if (!adopted.equals(content.priors())) {
            copy.choosePriors(adopted);
        }
        copy.checkpoints().adopt(new Checkpoints(place.at(from)));
        return copy;
    }

    /**
     * Opens a project with everything its journal holds; see {@link #recovery}.
     *
     * @throws NewerProjectException if a newer version of the program wrote it
     * @throws ProjectLockedException if another window has it
     * @throws ProjectException if it is no project or cannot be read or written
     */
    public static Project open(Path folder, ProjectSettings settings, Takeover takeover, Consumer<Notice> notices)
            throws ProjectException {
        return open(new Place(folder, new DiskFiles(), settings, notices), takeover);
    }

    /**
     * Reads a project without opening it, such as one in a folder that cannot be written to, or one that another window
     * has.
     *
     * @throws ProjectException if it is no project or cannot be read
     */
    public static ProjectContent read(Path folder) throws ProjectException {
        Place place = new Place(folder, new DiskFiles(), ProjectSettings.of(""), notice -> {});
        return new ProjectReader(place).read().document().content();
    }

    static Project create(Place place, ProjectContent content) throws ProjectException {
        try {
            place.files().createFolder(place.folder());
            if (!place.files().list(place.folder()).isEmpty()) {
                throw new ProjectException(place.folder() + " is not empty; choose a new folder for the project.");
            }
            Ownership ownership =
                    Ownership.acquire(place, Owner.here(place.settings().clock()), Takeover.NEVER);
            try {
                Saver saver = new Saver(place, UUID.randomUUID(), ownership::check, 0, null);
                saver.save(content, 1);
                Keeper keeper = new Keeper(place, ownership, saver, 1, content.sequence());
                Document document = new Document(content, place.settings().maxHistoryBytes());
                return new Project(place, document, Recovery.NOTHING, keeper);
            } catch (IOException e) {
                ownership.release();
                throw e;
            }
        } catch (IOException e) {
            throw place.failed("cannot be created", e);
        }
    }

    static Project open(Place place, Takeover takeover) throws ProjectException {
        try {
            new ProjectReader(place).check();
            Ownership ownership =
                    Ownership.acquire(place, Owner.here(place.settings().clock()), takeover);
            try {
                return open(place, ownership);
            } catch (IOException e) {
                ownership.release();
                throw e;
            }
        } catch (IOException e) {
            throw place.failed("cannot be opened", e);
        }
    }

    private static Project open(Place place, Ownership ownership) throws IOException {
        Loaded loaded = new ProjectReader(place).read();
        Manifest last = loaded.manifest();
        boolean older = loaded.version() < Manifest.VERSION;
        if (older) {
            Original.keep(place, loaded.version());
        }
        Saver saver = new Saver(place, last.project(), ownership::check, loaded.lastGeneration(), last);
        Keeper keeper = new Keeper(
                place,
                ownership,
                saver,
                loaded.lastSegment() + 1,
                loaded.document().sequence());
        Project project = new Project(place, loaded.document(), loaded.recovery(), keeper);
        if (Instant.ofEpochMilli(place.settings().clock().millis())
                .isBefore(last.savedAt().minus(CLOCK_TOLERANCE))) {
            place.say(
                    Notice.Kind.CLOCK_WENT_BACK,
                    "The clock of this computer is before the last save of " + place.folder() + " (" + last.savedAt()
                            + "); the work is not affected, but the times shown for it may be wrong.");
        }
        if (older || !loaded.recovery().isNothing()) {
            project.save();
        }
        project.sweepPriors();
        return project;
    }

    /** Removes the files of priors that were replaced, and of such as a kill kept from being chosen. */
    private void sweepPriors() {
        try {
            Set<String> needed = new ProjectReader(place).priorsOfSaves();
            priors().forEach(prior -> needed.add(prior.file().name()));
            priorFiles().sweep(needed);
        } catch (IOException e) {
            // a file too many does no harm
        }
    }

    /** Where the project is kept. */
    public Path folder() {
        return place.folder();
    }

    /** True if a folder looks like a project; whether it can be opened is another question. */
    public static boolean isAt(Path folder) {
        return Files.exists(folder.resolve(Manifest.FILE)) || Files.exists(folder.resolve(Manifest.PREVIOUS));
    }

    /** What opening brought back. */
    public Recovery recovery() {
        return recovery;
    }

    public ProjectContent content() {
        return document.content();
    }

    public Annotation annotation() {
        return document.history().annotation();
    }

    public List<ImageReference> images() {
        return document.images();
    }

    /** Applies an edit as one undo step; an empty edit is no step. */
    public void apply(String name, AnnotationEdit edit) {
        if (!edit.isEmpty()) {
            happen(new Change.Edited(document.sequence() + 1, name, edit));
        }
    }

    /** Applies an edit as part of the newest step if that has the same name. */
    public void extend(String name, AnnotationEdit edit) {
        if (!edit.isEmpty()) {
            long step = document.history().extendable(name).orElse(document.sequence() + 1);
            happen(new Change.Edited(step, name, edit));
        }
    }

    /** Saves memory: lets the labels hold that of {@code twin}, which is kept elsewhere, wherever that holds the same. */
    public void share(LabelMap twin) {
        document.history().share(twin);
    }

    public boolean canUndo() {
        return document.history().canUndo();
    }

    public boolean canRedo() {
        return document.history().canRedo();
    }

    /** Takes the newest step back and returns it. */
    public EditHistory.Step undo() {
        EditHistory.Step step = document.history().done().getLast();
        happen(new Change.Undone(step.number()));
        return step;
    }

    /** Applies the step that was taken back last, and returns it. */
    public EditHistory.Step redo() {
        EditHistory.Step step = document.history().undone().getLast();
        happen(new Change.Redone(step.number()));
        return step;
    }

    /** Says where the images are now, or which others there are. */
    public void choose(List<ImageReference> images) {
        happen(new Change.ImagesChosen(images));
    }

    public ViewState view() {
        return document.view();
    }

    /** Keeps what the person is looking at. */
    public void look(ViewState view) {
        if (!view.equals(document.view())) {
            happen(new Change.Looked(view));
        }
    }

    public List<Measurement> measurements() {
        return document.measurements();
    }

    /** Keeps these measurements instead of those before. */
    public void measure(List<Measurement> measurements) {
        happen(new Change.Measured(measurements));
    }

    public List<PriorReference> priors() {
        return document.priors();
    }

    /** Keeps these priors instead of those before; their files come from {@link Priors#store}. */
    void choosePriors(List<PriorReference> priors) {
        happen(new Change.PriorsChosen(priors));
    }

    /** Keeps a prior, in place of one that it {@linkplain PriorReference#replaces replaces}. */
    public void keepPrior(PriorReference prior) {
        List<PriorReference> all = new ArrayList<>(document.priors());
        all.removeIf(prior::replaces);
        all.add(prior);
        choosePriors(all);
    }

    /** Where long jobs keep what they need to go on after a restart. */
    public Checkpoints checkpoints() {
        return new Checkpoints(place);
    }

    /** Where the files of trained priors are. */
    public Priors priorFiles() {
        return new Priors(place);
    }

    /**
     * Saves everything as it is now, on a thread of the project. Changes are safe without that; saving makes the files that
     * other programs read, and shortens the journal.
     *
     * @return completes exceptionally with a {@link ProjectException} if it cannot be saved; a notice says so too
     */
    public CompletableFuture<Void> save() {
        return keeper.save(document.content());
    }

    /** The number of the last change. */
    public long sequence() {
        return document.sequence();
    }

    /** The number of the last change that survives the end of this process. */
    public long written() {
        return keeper.journal().written();
    }

    /** The number of the last change that survives a power cut. */
    public long forced() {
        return keeper.journal().forced();
    }

    /**
     * Waits until every change so far survives a power cut; belongs on a file thread.
     *
     * @throws ProjectException if the disk does not take them
     */
    public void flush() throws ProjectException {
        try {
            keeper.journal().force();
        } catch (IOException e) {
            throw place.failed("does not take changes at the moment", e);
        }
    }

    /**
     * Saves if something changed since the last save, and lets go of the project in any case.
     *
     * @throws ProjectException if it could not be saved; the journal holds what the last save lacks, as far as the disk took
     *     it
     */
    @Override
    public void close() throws ProjectException {
        keeper.close(document.content());
    }

    private void happen(Change change) {
        long sequence = document.sequence() + 1;
        document.apply(sequence, change);
        keeper.append(sequence, change);
        if (keeper.journal().bytes() > place.settings().maxJournalBytes() && compaction.isDone()) {
            compaction = save();
        }
    }
}
