package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.project.FaultyFiles.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Work goes on while the file system fails at one call; every call gets its turn with every fault. */
class FaultTest {
    private static final int NEVER = Integer.MAX_VALUE;

    @TempDir
    private Path temp;

    private int runs;

    @ParameterizedTest
    @EnumSource(Fault.class)
    void noFaultAtAnyCallLosesWhatWasAcknowledged(Fault fault) throws IOException {
        Path base = temp.resolve("base.dsam");
        try (Project project = Project.create(Work.place(base), Work.blank())) {
            new Work(7).on(project).change(project, 12);
        }
        int calls = work(base, new FaultyFiles(fault, NEVER));
        assertTrue(calls > 80, calls + " calls");
        for (int call = 1; call <= calls; call++) {
            work(base, new FaultyFiles(fault, call));
        }
        System.out.println(fault + ": " + runs + " runs, a fault at each of " + calls + " calls, nothing lost");
    }

    /** Works on a copy of {@code base}, then opens it with a sound file system. */
    private int work(Path base, FaultyFiles files) throws IOException {
        Path folder = Work.copy(base, temp.resolve("run" + runs++));
        List<Notice> notices = Work.noticeList();
        Work work = new Work(runs);
        ProjectContent before = Project.read(folder);
        long acknowledged = before.sequence();
        long issued = acknowledged;
        boolean complained = false;
        try (Project project = Project.open(new Place(folder, files, Work.SETTINGS, notices::add), Takeover.NEVER)) {
            work.on(project);
            for (int n = 0; n < 6; n++) {
                work.changeOnce(project);
                issued = project.sequence();
                try {
                    if (n % 3 == 2) {
                        project.save().join();
                    } else {
                        project.flush();
                    }
                    acknowledged = issued;
                } catch (ProjectException | CompletionException e) {
                    complained = true;
                }
            }
        } catch (ProjectException e) {
            complained = true;
            assertTrue(e.sentence().contains(folder.toString()), e.sentence());
        }
        files.closeAll();
        check(folder, work, before, acknowledged, complained ? acknowledged : issued, issued);
        return files.calls();
    }

    private void check(Path folder, Work work, ProjectContent before, long acknowledged, long least, long issued)
            throws IOException {
        try (Project again = Project.open(Work.place(folder), Takeover.FORCE)) {
            long found = again.sequence();
            if (again.recovery().isLoss()) { // only a disk that lies can do that, and it is said
                assertTrue(found >= before.sequence(), "found " + found);
                return;
            }
            assertTrue(found >= least && found >= acknowledged && found <= issued, found + " of " + issued);
            Work.assertSame(found == before.sequence() ? before : work.at(found), again.content());
        }
    }
}
