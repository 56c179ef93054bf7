package diffusam.app;

import diffusam.engine.PriorFile;
import diffusam.engine.TrainedPrior;
import diffusam.engine.TrainingShelf;
import diffusam.project.Checkpoints;
import diffusam.project.FileEntry;
import diffusam.project.PriorReference;
import diffusam.project.Priors;
import diffusam.project.Project;
import diffusam.project.ProjectException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The shelf of one run, in the project that keeps the study. For the model thread, which reads and writes the files. */
final class StudyShelf implements TrainingShelf {
    private static final String TRAINING = "training";

    private final Keeping keeping;
    private final Optional<PriorReference> use;
    private final Function<FileEntry, PriorReference> draft;
    private final Consumer<PriorReference> onKept;

    /**
     * @param use the prior to propagate with; empty to train one
     * @param draft describes the prior that the run trains, once it has a file
     * @param onKept gets what was trained, when its file is on disk
     */
    StudyShelf(
            Keeping keeping,
            Optional<PriorReference> use,
            Function<FileEntry, PriorReference> draft,
            Consumer<PriorReference> onKept) {
        this.keeping = keeping;
        this.use = use;
        this.draft = draft;
        this.onKept = onKept;
    }

    @Override
    public Optional<TrainedPrior> prior() {
        return use.flatMap(reference -> of(Project::priorFiles).flatMap(files -> read(files, reference)));
    }

    private static Optional<TrainedPrior> read(Priors files, PriorReference reference) {
        try (InputStream in = files.open(reference)) {
            return Optional.of(PriorFile.read(reference.name(), in.readAllBytes()));
        } catch (IOException e) {
            return Optional.empty(); // missing or damaged: one is trained instead
        }
    }

    @Override
    public void keep(TrainedPrior prior) {
        of(Project::priorFiles).ifPresent(files -> {
            try {
                onKept.accept(draft.apply(files.store(out -> out.write(PriorFile.write(prior)))));
            } catch (ProjectException e) {
                return; // that the disk takes nothing is said of the labels, which matter more
            }
        });
    }

    @Override
    public Optional<byte[]> unfinished() {
        return of(Project::checkpoints).flatMap(StudyShelf::read);
    }

    private static Optional<byte[]> read(Checkpoints checkpoints) {
        try (InputStream in = checkpoints.open(TRAINING).orElseGet(InputStream::nullInputStream)) {
            byte[] state = in.readAllBytes();
            return state.length == 0 ? Optional.empty() : Optional.of(state);
        } catch (IOException e) {
            return Optional.empty(); // the training begins anew
        }
    }

    @Override
    public void keepUnfinished(byte[] state) {
        of(Project::checkpoints).ifPresent(checkpoints -> {
            try {
                checkpoints.put(TRAINING, out -> out.write(state));
            } catch (ProjectException e) {
                return; // the training itself needs no disk; only a restart would begin anew
            }
        });
    }

    @Override
    public void dropUnfinished() {
        of(Project::checkpoints).ifPresent(checkpoints -> {
            try {
                checkpoints.remove(TRAINING);
            } catch (ProjectException e) {
                return; // what is left is replaced by the next training
            }
        });
    }

    private <T> Optional<T> of(Keeping.Question<T> files) {
        return keeping.beside(files).join();
    }
}
