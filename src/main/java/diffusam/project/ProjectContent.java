package diffusam.project;

import diffusam.annotation.Annotation;
import diffusam.annotation.EditHistory;
import diffusam.annotation.LabelMap;
import diffusam.volume.Window;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything a project holds at one moment.
 *
 * @param sequence number of the last change that is in it
 * @param images those the labels belong to; the labels lie on the grid of the first
 * @param done the steps that can be taken back, oldest first
 * @param undone the steps that were taken back, in that order
 */
public record ProjectContent(
        long sequence,
        List<ImageReference> images,
        Annotation annotation,
        List<EditHistory.Step> done,
        List<EditHistory.Step> undone,
        ViewState view,
        List<Measurement> measurements,
        List<PriorReference> priors) {
    public ProjectContent {
        images = List.copyOf(images);
        done = List.copyOf(done);
        undone = List.copyOf(undone);
        measurements = List.copyOf(measurements);
        priors = List.copyOf(priors);
    }

    /** The same, with the images seen from another folder. */
    ProjectContent movedFrom(Path from, Path to) {
        return new ProjectContent(
                sequence,
                images.stream().map(image -> image.seenFrom(from, to)).toList(),
                annotation,
                done,
                undone,
                view,
                measurements,
                priors);
    }

    /** The same labels and history, on an image that is known now. */
    public ProjectContent on(ImageReference image) {
        return new ProjectContent(sequence, List.of(image), annotation, done, undone, view, measurements, priors);
    }

    /** Work that no project holds yet, on an image that is not known yet. */
    public static ProjectContent of(
            Annotation annotation,
            List<EditHistory.Step> done,
            List<EditHistory.Step> undone,
            ViewState view,
            List<Measurement> measurements,
            List<PriorReference> priors) {
        long newestStep = Stream.concat(done.stream(), undone.stream())
                .mapToLong(EditHistory.Step::number)
                .max()
                .orElse(0);
        return new ProjectContent(newestStep, List.of(), annotation, done, undone, view, measurements, priors);
    }

    /**
     * The start of a project whose image is not known yet.
     *
     * @param window that shows the image well
     */
    public static ProjectContent of(LabelMap map, Window window) {
        return new ProjectContent(
                0,
                List.of(),
                Annotation.of(map, List.of(), Map.of()),
                List.of(),
                List.of(),
                ViewState.of(map.grid(), window),
                List.of(),
                List.of());
    }
}
