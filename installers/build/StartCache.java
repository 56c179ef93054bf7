import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes the launchers' ahead-of-time caches: each runs once, and Java keeps the classes it loaded and linked. */
final class StartCache {
    private static final Duration LEAST = Duration.ofSeconds(20);
    private static final Duration MOST = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration AT_REST = Duration.ofMillis(150);

    private final ProgramImage program;
    private final Work work;

    StartCache(ProgramImage program, Work work) {
        this.program = program;
        this.work = work;
    }

    void train() throws IOException, InterruptedException {
        console();
        studio();
        program.startWith(Target.CONSOLE_NAME, "diffusam.aot");
        program.startWith(program.system().programName(), "studio.aot");
    }

    private void console() throws IOException, InterruptedException {
        recording(ofTraining(program.command(Target.CONSOLE_NAME)), "diffusam.aot")
                .with("demo", "--steps", "2", "--out-dir", work.training().resolve("demo"))
                .run();
        check("diffusam.aot");
    }

    /**
     * Records a second start, as most starts are: settings are there, and nothing is shown for the first time. On Linux
     * without a display it has one of its own.
     */
    private void studio() throws IOException, InterruptedException {
        Command command = ofTraining(program.command(program.system().programName()));
        Process display = null;
        if (program.system().kind() == Target.Kind.LINUX && System.getenv("DISPLAY") == null) {
            display = Command.of("Xvfb", ":97", "-screen", "0", "1920x1080x24").start(work.training().resolve("display.log"));
            command = command.in("DISPLAY", ":97");
        }
        try {
            openAndClose(command);
            openAndClose(recording(command, "studio.aot"));
        } finally {
            if (display != null) {
                display.destroy();
            }
        }
        check("studio.aot");
    }

    private void openAndClose(Command command) throws IOException, InterruptedException {
        Process studio = command.start(work.training().resolve("studio.log"));
        awaitRest(studio);
        close(studio);
    }

    /** Until it has shown the sample and prepared its slices, and works no more, however slow this machine is. */
    private void awaitRest(Process studio) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        Duration before = Duration.ZERO;
        while (!studio.waitFor(LOOK.toSeconds(), TimeUnit.SECONDS)) {
            Duration now = studio.info().totalCpuDuration().orElseThrow();
            Duration since = Duration.between(begin, Instant.now());
            if (since.compareTo(LEAST) > 0 && now.minus(before).compareTo(AT_REST) < 0) {
                return;
            }
            if (since.compareTo(MOST) > 0) {
                studio.destroyForcibly();
                throw new IOException("The Studio does not come to rest; its cache was not made");
            }
            before = now;
        }
        throw new IOException(
                "The Studio ended by itself:\n" + Files.readString(work.training().resolve("studio.log")));
    }

    private void close(Process studio) throws IOException, InterruptedException {
        if (program.system().kind() == Target.Kind.WINDOWS) {
            Command.of("taskkill", "/PID", studio.pid()).run();
        } else {
            studio.destroy();
        }
        if (!studio.waitFor(MOST.toSeconds(), TimeUnit.SECONDS)) {
            studio.destroyForcibly();
            throw new IOException("The Studio does not end; its cache was not made");
        }
    }

    /** The user's own settings and work are left out of it. */
    private Command ofTraining(Command command) {
        return withOption(command, "-Duser.home=" + work.training())
                .in("XDG_CONFIG_HOME", work.training().resolve("settings"))
                .in("APPDATA", work.training().resolve("settings"))
                .in("OMP_WAIT_POLICY", "PASSIVE");
    }

    private Command recording(Command command, String cache) {
        return withOption(command, "-XX:AOTCacheOutput=" + program.jars().resolve(cache));
    }

    private static Command withOption(Command command, String option) {
        List<String> words = command.words();
        return new Command(
                Stream.concat(Stream.of(words.getFirst(), option), words.stream().skip(1))
                        .toList(),
                command.environment());
    }

    private void check(String cache) throws IOException {
        if (!Files.isRegularFile(program.jars().resolve(cache))) {
            throw new IOException("The training run made no " + cache);
        }
    }
}
