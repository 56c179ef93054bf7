package diffusam.project;

import diffusam.annotation.LabelMap;
import diffusam.annotation.RandomEdits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project's content as text, to compare with what an earlier version of the program made of it. */
final class Describe {
    private Describe() {}

    /**
     * Leaves a project that was not closed in the folder {@code args[0]}, and what it holds in {@code expected.txt} beside
     * it: how the fixtures under {@code src/test/resources/diffusam/project} were made, each by the version they are named
     * after.
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path scratch = folder.resolveSibling("scratch.dsam");
        Project project = Project.create(scratch, Work.blank(), Work.SETTINGS, notice -> {});
        Work work = new Work(2026).on(project);
        work.change(project, 40);
        project.save().join();
        work.change(project, 15);
        project.flush();
        Work.copy(scratch, folder);
        Files.writeString(folder.resolveSibling("expected.txt"), text(project.content()));
        project.close();
    }

    static String text(ProjectContent content) {
        StringBuilder text = new StringBuilder();
        text.append("sequence ").append(content.sequence()).append('\n');
        text.append("images ").append(content.images()).append('\n');
        text.append("labels ").append(content.annotation().labels()).append('\n');
        text.append("states ").append(content.annotation().states()).append('\n');
        text.append("steps ").append(content.done().size()).append(' ');
        text.append(content.undone().size()).append('\n');
        LabelMap map = content.annotation().map();
        for (long p = 0; p < RandomEdits.GRID.extent().voxels(); p++) {
            text.append(map.at(p)).append(p % 80 == 79 ? '\n' : ' ');
        }
        return text.append('\n').toString();
    }
}
