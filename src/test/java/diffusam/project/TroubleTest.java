package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import diffusam.annotation.AnnotationEdit;
import diffusam.project.FaultyFiles.Fault;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Full disks, folders that cannot be written to or vanish, a second window, a clock that is wrong. */
class TroubleTest {
    @TempDir
    private Path temp;

    private final List<Notice> notices = Work.noticeList();

    @Test
    void workGoesOnWhileTheDiskIsFullAndIsWrittenWhenThereIsRoom() throws IOException {
        FaultyFiles files = new FaultyFiles(Fault.ENOSPC, Integer.MAX_VALUE);
        Path folder = temp.resolve("a.dsam");
        Work work = new Work(1);
        try (Project project = Project.create(place(folder, files), Work.blank())) {
            work.on(project).change(project, 5);
            files.breakNow();
            work.change(project, 5);
            ProjectException e = assertThrows(ProjectException.class, project::flush);
            assertTrue(e.sentence().contains("disk is full"), e.sentence());
            assertSaveFails(project, "disk is full");
            assertTrue(kinds().contains(Notice.Kind.JOURNAL_FAILED) && kinds().contains(Notice.Kind.SAVE_FAILED));
            work.change(project, 5);
            files.heal();
            waitUntil(() -> kinds().contains(Notice.Kind.JOURNAL_RESUMED));
            project.flush();
            Work.assertSame(project.content(), Project.read(Work.copy(folder, temp.resolve("copy"))));
        }
        Work.assertSame(work.at(15), Project.read(folder));
    }

    @Test
    void theSystemsOwnWordForAFullDiskIsUnderstood() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full here");
        IOException e = assertThrows(IOException.class, () -> {
            try (FileOutputStream out = new FileOutputStream(full.toFile())) {
                out.write(1);
            }
        });
        assertEquals(Trouble.FULL, Trouble.of(e, temp, new DiskFiles()));
    }

    @Test
    void aFolderThatCannotBeWrittenToCanBeReadAndCopied() throws IOException {
        Path folder = temp.resolve("a.dsam");
        try (Project project = Project.create(Work.place(folder), Work.blank())) {
            new Work(2).on(project).change(project, 30);
        }
        Place place = place(folder, new FaultyFiles(Fault.READ_ONLY, 1));
        ProjectException e = assertThrows(ProjectException.class, () -> Project.open(place, Takeover.NEVER));
        assertTrue(e.sentence().contains("cannot be written to; save a copy elsewhere"), e.sentence());
        ProjectContent content = Project.read(folder);
        ProjectContent withoutPriors = new ProjectContent(
                content.sequence(),
                content.images(),
                content.annotation(),
                content.done(),
                content.undone(),
                content.view(),
                content.measurements(),
                List.of());
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere")).resolve("b.dsam");
        Project.createCopy(folder, withoutPriors, elsewhere, Work.SETTINGS, notices::add)
                .close();
        assertEquals("../../scan", Project.read(elsewhere).images().getFirst().folder());
        Work.assertSame(content.annotation(), Project.read(elsewhere).annotation());
    }

    @Test
    void aFolderThatVanishesAndComesBackLosesNothing() throws IOException {
        Path folder = temp.resolve("a.dsam");
        Path away = temp.resolve("away");
        try (Project project = Project.create(folder, Work.blank(), Work.SETTINGS, notices::add)) {
            Work work = new Work(3).on(project);
            work.change(project, 5);
            Files.move(folder, away);
            work.change(project, 5);
            assertSaveFails(project, "not there any more");
            waitUntil(() -> kinds().contains(Notice.Kind.JOURNAL_FAILED));
            work.change(project, 5);
            Files.move(away, folder);
            waitUntil(() -> kinds().contains(Notice.Kind.JOURNAL_RESUMED));
            project.save().join();
            Work.assertSame(work.at(15), Project.read(Work.copy(folder, temp.resolve("copy"))));
        }
    }

    @Test
    void aSecondWindowIsToldAndMayAskTheFirstToLetGo() throws IOException {
        Path folder = temp.resolve("a.dsam");
        Project first = open(Project.create(Work.place(folder), Work.blank()), folder);
        Work work = new Work(4).on(first);
        work.change(first, 10);
        ProjectLockedException e = assertThrows(
                ProjectLockedException.class, () -> Project.open(folder, Work.SETTINGS, Takeover.NEVER, notices::add));
        assertTrue(e.sentence().contains("open in another window"), e.sentence());
        try (Project second = Project.open(folder, Work.SETTINGS, Takeover.ASK, notices::add)) {
            waitUntil(() -> kinds().contains(Notice.Kind.TAKEN_OVER));
            Work.assertSame(work.at(10), second.content());
            first.apply(
                    "too late",
                    AnnotationEdit.ofVoxels(first.annotation()
                            .map()
                            .edit()
                            .set(5L, 3)
                            .set(6L, 2)
                            .build()));
            assertSaveFails(first, "taken over by another window");
            first.close();
            Work.assertSame(work.at(10), Project.read(folder));
        }
    }

    @Test
    void whatAWindowWritesAfterItWasRobbedDoesNotCount() throws IOException {
        Path folder = temp.resolve("a.dsam");
        Project first = open(Project.create(Work.place(folder), Work.blank()), folder);
        Work work = new Work(5).on(first);
        work.change(first, 10);
        first.flush();
        ProjectContent after;
        try (Project second = Project.open(folder, Work.SETTINGS, Takeover.FORCE, notices::add)) {
            work.change(first, 3); // the first window has not looked yet
            new Work(6).on(second).change(second, 5);
            second.flush();
            after = second.content();
            waitUntil(() -> kinds().contains(Notice.Kind.TAKEN_OVER));
            Work.assertSame(after, Project.read(Work.copy(folder, temp.resolve("copy"))));
            first.close();
        }
        Work.assertSame(after, Project.read(folder));
    }

    @Test
    void aProjectThatAnotherComputerLeftOpenIsTakenOnRequestOnly() throws IOException {
        Path folder = temp.resolve("a.dsam");
        Project.create(Work.place(folder), Work.blank()).close();
        Files.writeString(folder.resolve("owner.json"), """
                {"session":"00000000-0000-0000-0000-000000000001","computer":"ward-3","process":1,"processStart":5,
                 "since":"2026-01-01T00:00:00Z"}""");
        ProjectLockedException e = assertThrows(
                ProjectLockedException.class, () -> Project.open(folder, Work.SETTINGS, Takeover.NEVER, notices::add));
        assertTrue(e.sentence().contains("on computer ward-3"), e.sentence());
        Project.open(folder, Work.SETTINGS, Takeover.ASK, notices::add).close();
    }

    @Test
    void aClockThatGoesBackwardsChangesNothingButIsSaid() throws IOException {
        Path folder = temp.resolve("a.dsam");
        Instant now = Instant.parse("2026-11-24T10:00:00Z");
        Work work = new Work(7);
        for (int day = 0; day < 4; day++) {
            InstantSource clock = InstantSource.fixed(now.minus(Duration.ofDays(day)));
            ProjectSettings settings = new ProjectSettings("0.1.0", 1 << 20, 1 << 20, clock);
            try (Project project = day == 0
                    ? Project.create(folder, Work.blank(), settings, notices::add)
                    : Project.open(folder, settings, Takeover.NEVER, notices::add)) {
                work.on(project).change(project, 10);
                project.save().join();
                work.change(project, 2);
            }
            assertEquals(day, notices.size());
            Work.assertSame(work.at(12 * (day + 1)), Project.read(folder));
        }
        assertTrue(notices.getFirst().sentence().contains("clock"), notices.toString());
    }

    @Test
    void onlyTheOwnerMayReadAProject() throws IOException {
        Path folder = temp.resolve("a.dsam");
        assumeTrue(Files.getFileStore(temp).supportsFileAttributeView("posix"), "no permissions here");
        try (Project project = Project.create(folder, Work.blank(), Work.SETTINGS, notices::add)) {
            new Work(8).on(project).change(project, 5);
            project.checkpoints().put("features", out -> out.write(1));
            project.save().join();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.toList()) {
                    assertEquals(
                            Files.isDirectory(file) ? "rwx------" : "rw-------",
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                }
            }
        }
    }

    private Project open(Project created, Path folder) throws ProjectException {
        created.close();
        return Project.open(folder, Work.SETTINGS, Takeover.NEVER, notices::add);
    }

    private Place place(Path folder, FileLayer files) {
        return new Place(folder, files, Work.SETTINGS, notices::add);
    }

    private List<Notice.Kind> kinds() {
        return List.copyOf(notices).stream().map(Notice::kind).toList();
    }

    private static void assertSaveFails(Project project, String words) {
        CompletionException e =
                assertThrows(CompletionException.class, () -> project.save().join());
        assertTrue(e.getCause().getMessage().contains(words), e.getCause().getMessage());
    }

    private static void waitUntil(BooleanSupplier condition) {
        for (int n = 0; n < 1_500 && !condition.getAsBoolean(); n++) {
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
        assertTrue(condition.getAsBoolean(), "nothing happened for 15 seconds");
    }
}
