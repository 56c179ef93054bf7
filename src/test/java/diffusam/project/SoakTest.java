package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Saves a project many times, 200 or as many as asked for, and reads each save back: {@code mvn test -Dtest=SoakTest
 * -Dsoak.saves=10000}.
 */
class SoakTest {
    private static final int SAVES = Integer.getInteger("soak.saves", 200);
    private static final int SAVES_A_SESSION = 40;

    @TempDir
    private Path temp;

    @Test
    void noSaveIsLost() throws IOException {
        Path folder = temp.resolve("a.dsam");
        ProjectSettings settings = new ProjectSettings("0.1.0", 1 << 16, 1 << 20, Work.SETTINGS.clock());
        List<Notice> notices = Work.noticeList();
        Project.create(folder, Work.blank(), settings, notices::add).close();
        int saves = 0;
        long changes = 0;
        while (saves < SAVES) {
            try (Project project = Project.open(folder, settings, Takeover.NEVER, notices::add)) {
                assertTrue(project.recovery().isNothing());
                assertEquals(changes, project.sequence());
                Work work = new Work(saves).on(project);
                for (int n = 0; n < SAVES_A_SESSION && saves < SAVES; n++, saves++) {
                    work.change(project, 1 + saves % 3);
                    project.save().join();
                    Work.assertSame(project.content(), Project.read(folder));
                }
                changes = project.sequence();
            }
        }
        assertEquals(List.of(), notices);
        assertTrue(
                ProjectTest.listing(folder).size() < 12,
                ProjectTest.listing(folder).toString());
        System.out.println(saves + " saves of " + changes + " changes, each read back, none lost");
    }
}
