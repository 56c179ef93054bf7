package diffusam.app;

import diffusam.annotation.LabelMap;
import diffusam.files.OwnerOnly;
import diffusam.files.SafeFile;
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
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Where the Studio keeps the work on each study as a project, so that a crash loses nothing, until the user saves it as a
 * project elsewhere; from then on the work is there. Studies are told apart by their place, name and grid. All projects
 * are used on one thread, in the order of what is asked of it.
 */
final class WorkFolder {
    private static final String PROPERTY = "diffusam.work";

    private final Path folder;
    private final ProjectSettings settings;
    private final ScheduledExecutorService thread = Jobs.newFileThread("work");

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
    ScheduledExecutorService thread() {
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
    Optional<Project> open(Study study, Takeover takeover, KeptWork.Listener listener) throws ProjectException {
        Optional<Path> newest = Optional.empty();
        for (int n = 1; Files.exists(place(study, n)); n++) {
            Path place = place(study, n);
            if (Project.isAt(place)) {
                newest = Optional.of(place);
            }
        }
        return newest.isEmpty() ? Optional.empty() : Optional.of(open(newest.get(), takeover, listener));
    }

    /**
     * Opens any project.
     *
     * @throws ProjectLockedException if another window has it
     * @throws ProjectException if it cannot be read or written
     */
    Project open(Path project, Takeover takeover, KeptWork.Listener listener) throws ProjectException {
        return Project.open(project, settings, takeover, listener::hear);
    }

    /**
     * Starts a project for a study beside those that there are.
     *
     * @throws ProjectException if the disk does not take it
     */
    Project create(Study study, KeptWork.Listener listener) throws ProjectException {
        makeFolder();
        ProjectContent blank = ProjectContent.of(LabelMap.empty(study.image().grid()), study.automaticWindow());
        return Project.create(free(study), blank, settings, listener::hear);
    }

    /**
     * Goes on in a folder that the user named.
     *
     * @param from where the content was, which its references start from
     * @throws ProjectException if the disk does not take it
     */
    Project copy(Path from, ProjectContent content, Path to, KeptWork.Listener listener) throws ProjectException {
        return Project.createCopy(from, content, to, settings, listener::hear);
    }

    /**
     * Remembers that the work on a study goes on in a project that the user named.
     *
     * @throws IOException if the disk does not take it; the message says why
     */
    void goesOn(Study study, Path project) throws IOException {
        makeFolder();
        byte[] path = project.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        SafeFile.writePrivate(pointer(study), out -> out.write(path));
    }

    /** The project that the work on a study goes on in, wherever it is now. */
    Optional<Path> named(Study study) {
        try {
            return Optional.of(Path.of(Files.readString(pointer(study))));
        } catch (IOException e) {
            return Optional.empty(); // the usual case: nobody named one
        }
    }

    /**
     * Forgets the project that the work on a study went on in.
     *
     * @throws ProjectException if the disk does not let it
     */
    void comesBack(Study study) throws ProjectException {
        try {
            Files.deleteIfExists(pointer(study));
        } catch (IOException e) {
            throw new ProjectException(folder + " cannot be written to; change its permissions.", e);
        }
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
        return folder.resolve(number == 1 ? id(study) + ".dsam" : id(study) + "-" + number + ".dsam");
    }

    private Path pointer(Study study) {
        return folder.resolve(id(study) + ".named");
    }

    private static String id(Study study) {
        String identity = study.source().toAbsolutePath().normalize() + "\n" + study.name() + "\n"
                + study.image().grid();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Others have no business here: what it holds comes from patients. */
    private void makeFolder() throws ProjectException {
        try {
            OwnerOnly.createFolders(folder);
        } catch (IOException e) {
            throw new ProjectException(folder + " cannot be created; make room for it, or change its permissions.", e);
        }
    }
}
