package diffusam.app;

import diffusam.engine.Method;
import diffusam.project.PriorReference;
import diffusam.project.SeedPrint;
import diffusam.project.UnfinishedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** What has been trained for a study, and what was broken off. FX thread only. */
final class StudyPriors {
    private final Keeping keeping;
    private final ReadOnlyObjectWrapper<List<PriorReference>> all;

    /** What the seeds are like; follows the annotation with a delay, and is empty before. */
    final ObjectProperty<Optional<SeedPrint>> seedsNow = new SimpleObjectProperty<>(Optional.empty());

    /** The run that a restart or the user broke off. */
    final ObjectProperty<Optional<UnfinishedRun>> unfinished = new SimpleObjectProperty<>(Optional.empty());

    StudyPriors(Keeping keeping, List<PriorReference> kept) {
        this.keeping = keeping;
        all = new ReadOnlyObjectWrapper<>(kept);
    }

    /** Oldest first. */
    ReadOnlyObjectProperty<List<PriorReference>> allProperty() {
        return all.getReadOnlyProperty();
    }

    List<PriorReference> all() {
        return all.get();
    }

    /** Keeps a prior whose file lies in the project. */
    void keep(PriorReference prior) {
        keeping.repeat(project -> project.keepPrior(prior));
        List<PriorReference> now = new ArrayList<>(all.get());
        now.removeIf(prior::replaces);
        now.add(prior);
        all.set(List.copyOf(now));
    }

    /** The one that was trained last. */
    Optional<PriorReference> newest() {
        return all.get().isEmpty() ? Optional.empty() : Optional.of(all.get().getLast());
    }

    /** A name that no prior of the study has. */
    String freeName(Method method) {
        String start = word(method) + "-";
        int highest = all.get().stream()
                .map(PriorReference::name)
                .filter(name -> name.matches(start + "[0-9]{1,6}"))
                .mapToInt(name -> Integer.parseInt(name, start.length(), name.length(), 10))
                .max()
                .orElse(0);
        return start + (highest + 1);
    }

    /** A method as projects name it. */
    static String word(Method method) {
        return method.name().toLowerCase(Locale.ROOT);
    }

    /** Looks in the project for a run that was broken off. */
    void findUnfinished(Executor fxThread) {
        keeping.<Optional<UnfinishedRun>>beside(project -> UnfinishedRun.in(project.checkpoints()))
                .thenAcceptAsync(found -> unfinished.set(found.flatMap(run -> run)), fxThread);
    }
}
