package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power is cut at every call in turn; whatever was forced to disk is found again. */
class PowerCutTest {
    @TempDir
    private Path temp;

    private final SplittableRandom random = new SplittableRandom(4);
    private int runs;

    @Test
    void whatWasForcedSurvivesAPowerCut() throws IOException {
        Path base = temp.resolve("base.dsam");
        try (Project project = Project.create(Work.place(base), Work.blank())) {
            new Work(9).on(project).change(project, 10);
        }
        int calls = work(base, Integer.MAX_VALUE);
        for (int call = 1; call <= calls; call++) {
            work(base, call);
        }
        System.out.println("power cut: " + runs + " runs, one at each of " + calls + " calls, nothing forced was lost");
    }

    private int work(Path base, int lastCall) throws IOException {
        Path folder = Work.copy(base, temp.resolve("run" + runs++));
        PowerCutFiles files = new PowerCutFiles(folder, lastCall);
        Work work = new Work(runs);
        ProjectContent before = Project.read(folder);
        long forced = before.sequence();
        long issued = forced;
        try (Project project = Project.open(new Place(folder, files, Work.SETTINGS, notice -> {}), Takeover.NEVER)) {
            work.on(project);
            for (int n = 0; n < 6; n++) {
                work.changeOnce(project);
                issued = project.sequence();
                if (n % 3 == 2) {
                    project.save().join();
                } else {
                    project.flush();
                }
                forced = issued;
            }
        } catch (ProjectException | CompletionException e) {
            assertTrue(lastCall < Integer.MAX_VALUE, e.getMessage());
        }
        Path found = temp.resolve("found" + runs);
        files.restore(found, random);
        check(found, work, before, forced, issued);
        return files.calls();
    }

    private static void check(Path folder, Work work, ProjectContent before, long forced, long issued)
            throws IOException {
        try (Project again = Project.open(Work.place(folder), Takeover.NEVER)) {
            long found = again.sequence();
            assertFalse(again.recovery().isLoss(), again.recovery().toString());
            assertTrue(found >= forced && found <= issued, found + " is not in " + forced + " to " + issued);
            Work.assertSame(found == before.sequence() ? before : work.at(found), again.content());
        }
    }
}
