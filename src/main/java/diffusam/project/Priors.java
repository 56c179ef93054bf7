package diffusam.project;

import diffusam.files.SafeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;

/** The files of a project's trained priors. A file is written once and never changed. For use by any thread. */
public final class Priors {
    private final Place place;
    private final Path folder;

    Priors(Place place) {
        this.place = place;
        this.folder = place.resolve("priors");
    }

    /**
     * Writes a prior under a name of its own.
     *
     * @throws ProjectException if it cannot be written
     */
    public FileEntry store(SafeFile.Content content) throws ProjectException {
        try {
            place.files().createFolder(folder);
            FileEntry entry = WholeFile.write(place.files(), folder.resolve(UUID.randomUUID() + ".prior"), content);
            place.files().syncFolder(folder);
            return entry;
        } catch (IOException e) {
            throw place.failed("cannot take a prior", e);
        }
    }

    /** Copies a prior's file from the project in {@code from}. */
    void adopt(PriorReference prior, Path from) throws ProjectException {
        try (InputStream in = new Priors(place.at(from)).open(prior)) {
            place.files().createFolder(folder);
            WholeFile.write(place.files(), folder.resolve(prior.file().name()), in::transferTo);
            place.files().syncFolder(folder);
        } catch (ProjectException e) {
            throw e;
        } catch (IOException e) {
            throw place.failed("cannot take a prior", e);
        }
    }

    /** Removes the files that {@code needed} does not name; what cannot be removed now is tried again at the next opening. */
    void sweep(Set<String> needed) {
        try {
            for (Path file : place.files().list(folder)) {
                if (!needed.contains(file.getFileName().toString())) {
                    place.files().delete(file);
                }
            }
        } catch (IOException e) {
            // there is no such folder, or a file too many, which does no harm
        }
    }

    /**
     * Opens a prior; the caller closes it.
     *
     * @throws ProjectException if it is missing or not what was stored
     */
    public InputStream open(PriorReference prior) throws ProjectException {
        Path file = folder.resolve(prior.file().name());
        try {
            if (WholeFile.entry(place.files(), file, prior.file().name()).equals(prior.file())) {
                return place.files().read(file);
            }
        } catch (IOException e) {
            throw new ProjectException("The prior " + prior.name() + " is missing from " + place.folder() + ".", e);
        }
        throw new ProjectException(
                "The prior " + prior.name() + " in " + place.folder() + " is damaged; train it again.");
    }
}
