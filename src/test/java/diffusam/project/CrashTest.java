package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a real process at random instants, again and again, and compares what is found with what it had acknowledged. The
 * number of kills is 200, or as many as asked for: {@code mvn test -Dtest=CrashTest -Dcrash.kills=2000 -Dcrash.seed=7}.
 */
class CrashTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 200);
    private static final int KILLS_A_PROJECT = 10;
    private static final int WAITING_PROCESSES = 2;

    @TempDir
    private Path temp;

    private final SplittableRandom random = new SplittableRandom(Long.getLong("crash.seed", 1));
    private final Deque<Victim> waiting = new ArrayDeque<>();
    private QuickStart java;
    private int started;
    private long changes;
    private long acknowledgedChanges;
    private int duringOpening;
    private int migrations;
    private long mostLost;

    @Test
    void aKillAtAnyInstantLosesAtMostTheChangeBeingMade() throws Exception {
        java = QuickStart.prepare(temp, CrashProgram.class, temp.resolve("scratch"));
        for (int kills = 0; kills < KILLS; kills += KILLS_A_PROJECT) {
            Path folder = temp.resolve("project" + kills + ".dsam");
            long seed = random.nextLong(1L << 40);
            start(folder);
            CrashModel model = new CrashModel(Project.read(folder));
            for (int n = 0; n < KILLS_A_PROJECT; n++) {
                boolean strokeByStroke = random.nextInt(4) > 0;
                kill(folder, seed, strokeByStroke ? 1 : 20, model, n == KILLS_A_PROJECT - 1);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d kills (%d while opening, of these projects %d in migration), %d changes issued, %d acknowledged, "
                        + "0 acknowledged lost; stroke by stroke at most %d was lost%n",
                KILLS,
                duringOpening,
                migrations,
                changes,
                acknowledgedChanges,
                mostLost);
        assertTrue(acknowledgedChanges > KILLS, acknowledgedChanges + " acknowledged");
    }

    @Test
    void aRunningProcessKeepsItsProjectUntilItIsAskedToLetGo() throws Exception {
        java = QuickStart.prepare(temp, CrashProgram.class, temp.resolve("scratch"));
        Path folder = temp.resolve("a.dsam");
        Project.create(Work.place(folder), Work.blank()).close();
        CrashModel model = new CrashModel(Project.read(folder));
        Victim victim = nextVictim();
        waiting.add(victim);
        victim.order(folder, 5, 1);
        victim.awaitOpened();
        assertThrows(ProjectLockedException.class, () -> Project.open(Work.place(folder), Takeover.NEVER));
        try (Project project = Project.open(Work.place(folder), Takeover.ASK)) {
            victim.kill();
            assertTrue(project.sequence() >= victim.said().acknowledged);
            model.advanceTo(project.sequence(), 5);
            model.assertIs(project.content(), true);
        }
    }

    @AfterEach
    void endThoseStillWaiting() {
        waiting.forEach(Victim::kill);
    }

    /** A new project, or one that an older version of the program was killed in. */
    private void start(Path folder) throws IOException, URISyntaxException {
        if (random.nextInt(3) == 0) {
            Work.copy(
                    Path.of(CrashTest.class
                            .getResource("version1/unclosed.dsam")
                            .toURI()),
                    folder);
            migrations++;
        } else {
            Project.create(Work.place(folder), Work.blank()).close();
        }
    }

    private void kill(Path folder, long seed, int burst, CrashModel model, boolean everyStep) throws IOException {
        Victim victim = nextVictim();
        victim.order(folder, seed, burst);
        if (random.nextInt(4) > 0) {
            victim.awaitOpened();
        }
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(100_000)));
        victim.kill();
        Said said = victim.said();
        ProjectContent found = Project.read(folder);
        if (said.opened < 0) {
            duringOpening++;
        } else {
            assertEquals(model.sequence(), said.opened, "opened by the next process");
        }
        long acknowledged = Math.max(said.acknowledged, model.sequence());
        long issued = Math.max(said.issued, model.sequence());
        assertTrue(
                found.sequence() >= acknowledged && found.sequence() <= issued,
                "acknowledged " + acknowledged + ", found " + found.sequence() + ", issued " + issued);
        assertEquals(List.of(), said.notices);
        changes += issued - model.sequence();
        acknowledgedChanges += acknowledged - model.sequence();
        mostLost = burst == 1 ? Math.max(mostLost, issued - found.sequence()) : mostLost;
        model.advanceTo(found.sequence(), seed);
        model.assertIs(found, everyStep);
        assertFalse(new ProjectReader(Work.place(folder)).read().recovery().isLoss());
    }

    private Victim nextVictim() throws IOException {
        while (waiting.size() <= WAITING_PROCESSES) {
            waiting.add(Victim.start(java, temp.resolve("scratch" + started++)));
        }
        Victim victim = waiting.removeFirst();
        victim.awaitReady();
        return victim;
    }

    /** What a process said before it was killed; -1 for a number it did not get to. */
    private record Said(long opened, long issued, long acknowledged, List<String> notices) {}

    private record Victim(Process process, Path out) {
        static Victim start(QuickStart java, Path scratch) throws IOException {
            Path out = scratch.resolveSibling(scratch.getFileName() + ".txt");
            Process process = java.command(CrashProgram.class, scratch)
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Victim(process, out);
        }

        void awaitReady() throws IOException {
            while (!Files.readString(out).startsWith("READY\n")) {
                assertTrue(process.isAlive(), "the program ended by itself");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
            }
        }

        /** Waits until the project is open or the process has ended. */
        void awaitOpened() throws IOException {
            while (process.isAlive() && !Files.readString(out).contains("\no ")) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
            }
        }

        void order(Path folder, long seed, int burst) throws IOException {
            Writer in = process.outputWriter(StandardCharsets.UTF_8);
            in.write(folder + "\t" + seed + "\t" + burst + "\n");
            in.flush();
        }

        /** SIGKILL, and waits until the process is gone. */
        void kill() {
            process.destroyForcibly();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        Said said() throws IOException {
            long opened = -1;
            long issued = -1;
            long acknowledged = -1;
            List<String> notices = new ArrayList<>();
            String all = Files.readString(out);
            for (String line : all.substring(0, all.lastIndexOf('\n')).split("\n")) {
                String rest = line.substring(2);
                switch (line.charAt(0)) {
                    case 'o' -> opened = Long.parseLong(rest);
                    case 'i' -> issued = Long.parseLong(rest);
                    case 'a' -> acknowledged = Long.parseLong(rest);
                    default -> notices.add(line);
                }
            }
            notices.remove("READY");
            return new Said(opened, issued, acknowledged, notices);
        }
    }
}
