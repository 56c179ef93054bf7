package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.files.SafeFile;
import diffusam.io.label.LabelList;
import diffusam.io.mesh.Meshes;
import diffusam.jobs.Job;
import diffusam.project.Measurement;
import diffusam.surface.SurfaceNets;
import diffusam.volume.Volume;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Files that hold a part of the work: asks for a name, then writes or reads in the background. FX thread only. */
final class Exports {
    /** More cells than this are written on a coarser lattice. */
    private static final long MOST_CELLS = 30_000_000;

    private final Workspace workspace;
    private final Background background;
    private final Notices notices;
    private final Prompts prompts;
    private final Texts texts;

    Exports(Workspace workspace, Background background, Notices notices, Prompts prompts, Texts texts) {
        this.workspace = workspace;
        this.background = background;
        this.notices = notices;
        this.prompts = prompts;
        this.texts = texts;
    }

    /** Takes over names, colours and codes from a list of labels. */
    void importLabelList() {
        workspace
                .open()
                .flatMap(study -> prompts.labelList())
                .ifPresent(file -> background.io(
                        texts.of("job.openLabels", file.getFileName()),
                        context -> LabelList.read(file),
                        labels -> workspace
                                .open()
                                .ifPresent(study -> study.apply(
                                        texts.of("step.importList"),
                                        LabelChanges.takeOver(study.annotation(), labels)))));
    }

    void exportLabelList() {
        workspace.open().ifPresent(study -> {
            List<Label> labels = study.labels();
            save(Prompts.Export.LABEL_LIST, study, "labels", file -> LabelList.write(labels, file));
        });
    }

    /** Measures all labels anew, so that nothing is missing or old. */
    void exportMeasurements() {
        workspace.open().ifPresent(study -> {
            Supplier<MeasurementTable> table = table(study);
            save(Prompts.Export.MEASUREMENTS, study, "measurements", file -> {
                byte[] csv = table.get().csv().getBytes(StandardCharsets.UTF_8);
                SafeFile.write(file, out -> out.write(csv));
            });
        });
    }

    /** Puts the table on the clipboard. */
    void copyMeasurements() {
        workspace.open().ifPresent(study -> {
            Supplier<MeasurementTable> table = table(study);
            background.io(texts.of("job.measure"), context -> table.get().tabbed(), text -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(text);
                Clipboard.getSystemClipboard().setContent(content);
                notices.tell(texts.of("notice.measurementsCopied"));
            });
        });
    }

    /** Writes the surfaces of the labels that are shown. */
    void exportSurfaces() {
        workspace.open().ifPresent(study -> {
            LabelMap map = study.map();
            List<Label> shown = study.labels().stream()
                    .filter(label -> !study.hiddenLabels.contains(label.id()))
                    .toList();
            save(Prompts.Export.SURFACES, study, "surfaces", file -> Meshes.write(surfaces(map, shown), file));
        });
    }

    private static List<Meshes.Named> surfaces(LabelMap map, List<Label> labels) {
        return labels.stream()
                .map(label -> new Meshes.Named(label.name(), SurfaceNets.of(map, label.id(), MOST_CELLS)))
                .filter(named -> named.surface().triangleCount() > 0)
                .toList();
    }

    /** What is there now, to be measured on another thread. */
    private static Supplier<MeasurementTable> table(OpenStudy study) {
        Volume image = study.image();
        Annotation annotation = study.annotation();
        List<Measurement> drawn = study.measurements.get();
        return () -> MeasurementTable.of(image, annotation, drawn);
    }

    /** Writes a file of its own. */
    private interface Writing {
        void to(Path file) throws Exception;
    }

    private void save(Prompts.Export kind, OpenStudy study, String what, Writing writing) {
        prompts.exportTarget(kind, study.study().name() + "-" + what).ifPresent(file -> {
            Job<Path> job = context -> {
                writing.to(file);
                return file;
            };
            background.io(
                    texts.of("job.save", file.getFileName()),
                    job,
                    done -> notices.tell(texts.of("notice.saved", done.getFileName())));
        });
    }
}
