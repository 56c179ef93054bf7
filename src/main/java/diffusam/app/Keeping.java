package diffusam.app;

import diffusam.project.Project;
import diffusam.project.ViewState;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The project that keeps the work on a study; what does no more than repeat changes keeps nothing else. */
@FunctionalInterface
interface Keeping {
    /** Repeats a change on it, soon and in order. FX thread only. */
    void repeat(Consumer<Project> change);

    /**
     * Asks the project for something that the work does not depend on, after all changes so far; empty if nothing is kept,
     * or it cannot be had. For any thread.
     */
    default <T> CompletableFuture<Optional<T>> beside(Question<T> question) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** Keeps what the user looks at, in a moment, once there is work to keep. FX thread only. */
    default void look(ViewState view) {}

    /** Something to ask of a project. */
    @FunctionalInterface
    interface Question<T> {
        T of(Project project) throws IOException;
    }
}
