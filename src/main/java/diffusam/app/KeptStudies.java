package diffusam.app;

import diffusam.annotation.Annotation;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps the images of studies that were open as long as there is memory, so that coming back to one takes no time. */
final class KeptStudies implements StudyFiles {
    private final StudyFiles files;
    private final Map<ScanPlace, Kept> kept = new ConcurrentHashMap<>();

    KeptStudies(StudyFiles files) {
        this.files = files;
    }

    private record Kept(FileTime changed, SoftReference<Opened<Study>> study) {}

    @Override
    public Opened<Study> readStudy(ScanPlace place) throws IOException {
        Kept before = kept.get(place);
        if (before != null && Files.exists(place.path())) {
            @Nullable Opened<Study> study = before.study.get();
            if (study != null && Files.getLastModifiedTime(place.path()).equals(before.changed)) {
                return study;
            }
        }
        Opened<Study> read = files.readStudy(place);
        kept.put(place, new Kept(Files.getLastModifiedTime(place.path()), new SoftReference<>(read)));
        return read;
    }

    @Override
    public Optional<Thumbnail> glimpse(ScanPlace place) throws IOException {
        return files.glimpse(place);
    }

    @Override
    public Opened<List<ImageChoice>> look(ScanPlace place) throws IOException {
        return files.look(place);
    }

    @Override
    public Opened<Annotation> readLabels(Path source, Study study) throws IOException {
        return files.readLabels(source, study);
    }

    @Override
    public Opened<Integer> copyDeidentified(CopyOrder order, Study study, Annotation annotation) throws IOException {
        return files.copyDeidentified(order, study, annotation);
    }

    @Override
    public void writeLabels(Path target, LabelForm form, Study study, Annotation annotation) throws IOException {
        files.writeLabels(target, form, study, annotation);
    }
}
