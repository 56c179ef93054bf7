package diffusam.app;

import diffusam.app.StudyFiles.Opened;
import diffusam.jobs.JobContext;
import diffusam.project.ImageReference;
import diffusam.project.ImageSearch;
import diffusam.project.Project;
import diffusam.project.ProjectContent;
import diffusam.project.ProjectException;
import diffusam.volume.Grid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the user opens: an image, or a project, whose image is looked for. For the file threads. */
record StudyReader(StudyFiles files, Texts texts) {
    private static final double SAME_PLACE_MM = 0.01;

    /** How reading ended. */
    sealed interface Outcome {}

    /**
     * A study is there.
     *
     * @param project if it is to go on in one that the user named
     */
    record Read(Opened<Study> study, Optional<NamedProject> project) implements Outcome {}

    /** There are several images, or ways to read one; nobody but the user can say which. */
    record SeveralImages(List<ImageChoice> choices, List<String> warnings) implements Outcome {}

    /**
     * The project's image is not where it was, nor beside the project.
     *
     * @param sentence that says which image it is and where it was seen last
     */
    record ImageMissing(String sentence) implements Outcome {}

    /**
     * @param image as the project should know it from now on
     */
    record NamedProject(Path folder, ImageReference image) {}

    /**
     * @param others folders to look for a project's image in, besides those where it is likely
     * @throws IOException if the image or the project cannot be read; the message says why
     */
    Outcome read(ScanPlace place, List<Path> others, JobContext context) throws IOException {
        if (Project.isAt(place.path())) {
            return readProject(place.path(), others, context);
        }
        Opened<List<ImageChoice>> found = files.look(place);
        ImageChoice first = found.content().getFirst();
        return place.remedy() == null && (found.content().size() > 1 || first.isChanged())
                ? new SeveralImages(found.content(), found.warnings())
                : new Read(with(found.warnings(), files.readStudy(place)), Optional.empty());
    }

    /**
     * Reads what the user chose.
     *
     * @param warnings of the search for images
     */
    Read read(ImageChoice choice, List<String> warnings) throws IOException {
        return new Read(with(warnings, files.readStudy(choice.place())), Optional.empty());
    }

    private static Opened<Study> with(List<String> warnings, Opened<Study> study) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(study.warnings());
        return new Opened<>(study.content(), all);
    }

    private Outcome readProject(Path project, List<Path> others, JobContext context) throws IOException {
        ProjectContent content = Project.read(project);
        if (content.images().isEmpty()) {
            throw new ProjectException(texts.of("project.noImage", project));
        }
        ImageReference image = content.images().getFirst();
        Optional<ImageSearch.Found> found = new ImageSearch(project, context).find(image, others);
        if (found.isEmpty()) {
            String first = image.files().getFirst().name();
            return new ImageMissing(
                    texts.of("project.imageMissing", project.getFileName(), first, image.folderFrom(project)));
        }
        NamedProject named = new NamedProject(project, found.get().reference());
        Grid grid = content.annotation().map().grid();
        for (ImageChoice choice :
                files.look(ScanPlace.of(found.get().source(project))).content()) {
            if (image.series().isEmpty()
                    || choice.series().isEmpty()
                    || image.series().equals(choice.series())) {
                Opened<Study> study = files.readStudy(choice.place());
                if (study.content().image().grid().matches(grid, SAME_PLACE_MM)) {
                    return new Read(study, Optional.of(named));
                }
            }
        }
        throw new ProjectException(texts.of("project.otherGrid", project));
    }
}
