package diffusam.project;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The program that the crash harness kills: a project without a window. It says {@code READY} when its classes are loaded,
 * reads a folder, a seed and the length of bursts from a line, and works on that project until it is killed, saying
 * {@code o N} after opening, {@code i N} before and {@code a N} after change N is acknowledged.
 */
final class CrashProgram {
    private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(20); // nobody is left to kill it then

    private final PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false);

    private CrashProgram() {}

    /** @param args a folder for warming up */
    public static void main(String[] args) throws IOException {
        try {
            new CrashProgram().run(Path.of(args[0]));
        } catch (ProjectLockedException e) {
            System.out.println("n " + e.sentence()); // it let go, and another process has the project
        }
    }

    private void run(Path scratch) throws IOException {
        warmUp(scratch);
        say("READY");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        if (line == null) {
            return; // nobody waits for work
        }
        String[] order = line.split("\t");
        long seed = Long.parseLong(order[1]);
        int burst = Integer.parseInt(order[2]);
        Project project = open(Path.of(order[0]));
        say("o " + project.sequence());
        SplittableRandom chance = new SplittableRandom(seed ^ project.sequence());
        long start = System.nanoTime();
        while (System.nanoTime() - start < LONGEST_NS) {
            work(project, seed, burst);
            if (chance.nextInt(25) == 0) {
                project.save();
            }
            if (chance.nextInt(60) == 0) {
                project.close();
                project = open(Path.of(order[0]));
            }
        }
        project.close();
    }

    private void work(Project project, long seed, int burst) {
        int voxels = (int) project.annotation().map().grid().extent().voxels();
        for (int n = 0; n < burst; n++) {
            long next = project.sequence() + 1;
            say("i " + next);
            CrashOp.of(seed, next, voxels).doTo(project);
        }
        long start = System.nanoTime();
        while (project.written() < project.sequence() && System.nanoTime() - start < LONGEST_NS) {
            LockSupport.parkNanos(20_000);
        }
        say("a " + project.written());
    }

    private Project open(Path folder) throws ProjectException {
        return Project.open(folder, settings(), Takeover.NEVER, notice -> say("n " + notice));
    }

    private static ProjectSettings settings() {
        return new ProjectSettings("0.1.0", 1L << 30, 30_000, Work.SETTINGS.clock());
    }

    private static void warmUp(Path scratch) throws IOException {
        Project project =
                Project.create(new Place(scratch, FaultyFiles.sound(), settings(), notice -> {}), Work.blank());
        for (long n = 1; n <= 40; n++) {
            CrashOp.of(0, n, 1001).doTo(project);
        }
        project.close();
        Project.open(new Place(scratch, FaultyFiles.sound(), settings(), notice -> {}), Takeover.NEVER)
                .close();
    }

    private synchronized void say(String line) {
        out.print(line + "\n");
        out.flush();
    }
}
