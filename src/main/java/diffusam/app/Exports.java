package diffusam.app;

import diffusam.annotation.Label;
import diffusam.io.label.LabelList;
import diffusam.jobs.Job;
import java.nio.file.Path;
import java.util.List;

/** Files that hold a part of the work: asks for a name, then writes or reads in the background. FX thread only. */
final class Exports {
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
