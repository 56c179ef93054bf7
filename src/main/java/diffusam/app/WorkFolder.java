package diffusam.app;

import diffusam.annotation.LabelMap;
import diffusam.jobs.Jobs;
import diffusam.project.Project;
import diffusam.project.ProjectContent;
import diffusam.project.ProjectException;
import diffusam.project.ProjectLockedException;
import diffusam.project.ProjectSettings;
import diffusam.project.Takeover;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Where the Studio keeps the work on each study as a project, so that a crash loses nothing. Studies are told apart by their
 * place, name and grid. All projects are used on one thread, in the order of what is asked of it.
 */
final class WorkFolder {
    private static final String PROPERTY = "diffusam.work";
    private static final List<String> MANIFESTS = List.of("project.json", "project.previous.json");

    private final Path folder;
    private final ProjectSettings settings;
    private final ExecutorService thread = Jobs.newFileThread("work");

    /** @param program version of the program, for provenance */
    WorkFolder(Path folder, String program) {
        this.folder = folder;
        this.settings = ProjectSettings.of(program);
    }

    /** The folder of the user, or the one that the system property names. */
    static Path ofUser() {
        String named = System.getProperty(PROPERTY);
        return named == null ? Path.of(System.getProperty("user.home"), ".diffusam", "work") : Path.of(named);
    }

    /** The thread that projects are used on. */
    ExecutorService thread() {
        return thread;
    }

    /** Waits until everything asked for is done; nothing can be asked for after that. */
    void close() {
        thread.close();
    }

    /**
     * Opens the project of a study; empty if there is none.
     *
     * @throws ProjectLockedException if another window has it
     * @throws ProjectException if it cannot be read or written
     */
    Optional<Project> open(Study study, KeptWork.Listener listener) throws ProjectException {
        Optional<Path> newest = Optional.empty();
        for (int n = 1; Files.exists(place(study, n)); n++) {
            Path place = place(study, n);
            if (MANIFESTS.stream().anyMatch(name -> Files.exists(place.resolve(name)))) {
                newest = Optional.of(place);
            }
        }
        return newest.isEmpty()
                ? Optional.empty()
                : Optional.of(Project.open(newest.get(), settings, Takeover.NEVER, listener::hear));
    }

    /**
     * Starts a project for a study beside those that there are.
     *
     * @throws ProjectException if the disk does not take it
     */
    Project create(Study study, KeptWork.Listener listener) throws ProjectException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ProjectException(folder + " cannot be created; make room for it, or change its permissions.", e);
        }
        ProjectContent blank = ProjectContent.of(LabelMap.empty(study.image().grid()), List.of());
        return Project.create(free(study), blank, settings, listener::hear);
    }

    /** A project folder of a study; references from it hold from all others of that study too, which lie beside it. */
    Path place(Study study) {
        return place(study, 1);
    }

    /** Where the next project of a study goes. */
    private Path free(Study study) {
        int n = 1;
        while (Files.exists(place(study, n))) {
            n++;
        }
        return place(study, n);
    }

    private Path place(Study study, int number) {
        String identity = study.source().toAbsolutePath().normalize() + "\n" + study.name() + "\n"
                + study.image().grid();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            String id = HexFormat.of().formatHex(hash, 0, 16);
            return folder.resolve(number == 1 ? id + ".dsam" : id + "-" + number + ".dsam");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
