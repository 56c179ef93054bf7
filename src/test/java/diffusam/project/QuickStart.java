package diffusam.project;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Starts Java programs of the project in a third of a second of processor time: a small class path, and classes loaded ahead. */
record QuickStart(String classPath, Path cache) {
    private static final List<String> FLAGS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx128m");
    private static final List<String> PACKAGES = List.of("project", "annotation", "volume", "jobs", "files", "io");

    /** Packs the classes and runs {@code program} once, without input, to learn which it needs. */
    static QuickStart prepare(Path folder, Class<?> program, Path argument) throws IOException, InterruptedException {
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(entry))) {
                classPath.add(pack(Path.of(entry), folder.resolve("classes" + classPath.size() + ".jar")));
            } else if (entry.contains("jackson") || entry.contains("jspecify")) {
                classPath.add(entry);
            }
        }
        QuickStart java = new QuickStart(String.join(File.pathSeparator, classPath), folder.resolve("classes.aot"));
        Process learning = java.run("-XX:AOTCacheOutput=" + java.cache, program, argument)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        learning.getOutputStream().close();
        learning.waitFor();
        return java;
    }

    ProcessBuilder command(Class<?> program, Path argument) {
        return run("-XX:AOTCache=" + cache, program, argument);
    }

    private ProcessBuilder run(String aotFlag, Class<?> program, Path argument) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add(aotFlag);
        command.addAll(List.of("-cp", classPath, program.getName(), argument.toString()));
        return new ProcessBuilder(command);
    }

    private static String pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.filter(Files::isRegularFile)
                    .filter(QuickStart::isNeeded)
                    .toList()) {
                String name = Arrays.stream(classes.relativize(path).toString().split("[/\\\\]"))
                        .collect(Collectors.joining("/"));
                out.putNextEntry(new ZipEntry(name));
                Files.copy(path, out);
            }
        }
        return jar.toString();
    }

    private static boolean isNeeded(Path path) {
        return PACKAGES.stream().anyMatch(name -> path.toString().contains("diffusam" + File.separator + name));
    }
}
