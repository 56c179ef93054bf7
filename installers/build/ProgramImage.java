import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The program as it is installed: two launchers, their settings, the jars and the Java. */
record ProgramImage(Target system, Path folder) {
    /** Even seconds, as some package formats know no others. */
    static final FileTime DATE = FileTime.from(Instant.parse("2026-11-24T00:00:00Z"));

    private static final List<String> OPTIONS = List.of(
            "-XX:+UseG1GC",
            "-XX:G1HeapRegionSize=16m",
            "-XX:MaxRAMPercentage=50",
            "-XX:-UsePerfData",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true",
            "-DPYTORCH_LIBRARY_PATH=$APPDIR/torch",
            "-DPYTORCH_FLAVOR=cpu",
            "-Djna.boot.library.path=$APPDIR/native",
            "-Djna.nounpack=true",
            "-Ddiffusam.sample=$APPDIR/sample-data");

    static ProgramImage make(Target system, Work work, String version, Path mainJar)
            throws IOException, InterruptedException {
        Path console = work.folder().resolve("console.properties");
        Files.write(
                console,
                List.of(
                        "main-class=diffusam.Main",
                        "description=DiffuSAM Studio without a window",
                        "win-console=true",
                        "win-menu=false",
                        "win-shortcut=false",
                        "linux-shortcut=false"));
        List<Object> words = new ArrayList<>(List.of("--type", "app-image", "--name", system.programName()));
        words.addAll(List.of("--app-version", Packages.numberFor(system, version)));
        words.addAll(List.of("--vendor", Target.TITLE, "--copyright", "Apache License, Version 2.0"));
        words.addAll(List.of("--input", work.input(), "--dest", work.image(), "--runtime-image", work.runtime()));
        words.addAll(List.of("--main-jar", mainJar, "--main-class", "diffusam.StudioMain"));
        words.addAll(List.of("--icon", work.icons().resolve("diffusam." + system.icon())));
        words.addAll(List.of("--add-launcher", Target.CONSOLE_NAME + "=" + console));
        OPTIONS.forEach(option -> words.addAll(List.of("--java-options", option)));
        if (system.kind() == Target.Kind.MACOS) {
            words.addAll(List.of("--mac-package-identifier", "diffusam.studio"));
            words.addAll(Packages.associations(system));
        }
        Command.ofJdk("jpackage", words.toArray()).run();
        String end = system.kind() == Target.Kind.MACOS ? ".app" : "";
        ProgramImage image = new ProgramImage(system, work.image().resolve(system.programName() + end));
        Tree.date(image.folder, DATE);
        return image;
    }

    /** Where the jars lie; {@code $APPDIR} in the launchers' settings. */
    Path jars() {
        return switch (system.kind()) {
            case LINUX -> folder.resolve("lib/app");
            case WINDOWS -> folder.resolve("app");
            case MACOS -> folder.resolve("Contents/app");
        };
    }

    Path java() {
        return switch (system.kind()) {
            case LINUX -> folder.resolve("lib/runtime/bin/java");
            case WINDOWS -> folder.resolve("runtime/bin/java.exe");
            case MACOS -> folder.resolve("Contents/runtime/Contents/Home/bin/java");
        };
    }

    /** The command that a launcher's settings stand for. */
    Command command(String launcher) throws IOException {
        List<String> lines = Files.readAllLines(settings(launcher));
        String classPath = String.join(java.io.File.pathSeparator, values(lines, "app.classpath"));
        return Command.of(java())
                .with(values(lines, "java-options").toArray())
                .with("-cp", classPath)
                .with(values(lines, "app.mainclass").toArray());
    }

    private List<String> values(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).replace("$APPDIR", jars().toString()))
                .toList();
    }

    /** Lets a launcher start with the cache of that name beside the jars. */
    void startWith(String launcher, String cache) throws IOException {
        List<String> lines = Stream.concat(
                        Files.readAllLines(settings(launcher)).stream(),
                        Stream.of("java-options=-XX:AOTCache=$APPDIR/" + cache))
                .toList();
        Files.write(settings(launcher), lines);
    }

    private Path settings(String launcher) {
        return jars().resolve(launcher + ".cfg");
    }

    /** Takes away what only the training needed, and dates all files, whose times the caches hold. */
    void settle() throws IOException {
        Path bin = java().getParent();
        for (Path file : Tree.files(bin)) {
            String name = file.getFileName().toString();
            if (!name.endsWith(".dll")) {
                Files.delete(file);
            }
        }
        if (system.kind() != Target.Kind.WINDOWS) {
            Files.delete(bin);
        }
        Tree.date(folder, DATE);
    }
}
