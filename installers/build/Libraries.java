import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Gathers the jars, and lays the native libraries of this system beside them as files: nothing has to be unpacked into the
 * user's home at the first start, and every library can be signed.
 */
final class Libraries {
    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|so\\.\\d+|dll|dylib|jnilib|a)");
    private static final Pattern LICENCE =
            Pattern.compile("(META-INF/)?(LICENSE|LICENCE|NOTICE|COPYING|license|notice)[^/]*");

    private final Target system;
    private final Path input;
    private String jniPrefix = "";

    Libraries(Target system, Path input) {
        this.system = system;
        this.input = input;
    }

    void gather(Path mainJar, List<Path> classPath) throws IOException, InterruptedException {
        for (String folder : List.of("torch", "native", "licences")) {
            Files.createDirectories(input.resolve(folder));
        }
        jniPrefix = classPath.stream()
                .map(jar -> jar.getFileName().toString())
                .filter(name -> name.startsWith("pytorch-engine-"))
                .map(name -> name.replace("pytorch-engine-", "").replace(".jar", "-"))
                .findFirst()
                .orElseThrow();
        Files.copy(mainJar, input.resolve(mainJar.getFileName()));
        for (Path jar : classPath) {
            take(jar);
        }
        Tree.copy(Path.of("installers/licences"), input.resolve("licences"));
        strip();
    }

    private void take(Path jar) throws IOException {
        String name = jar.getFileName().toString();
        int kept = 0;
        Path thinned = input.resolve(name);
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(thinned))) {
            Enumeration<? extends ZipEntry> entries = from.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (NATIVE.matcher(entry.getName()).matches()) {
                    layOut(name, from, entry);
                } else if (!entry.isDirectory() || entry.getName().startsWith("META-INF/")) {
                    keepLicence(name, from, entry);
                    copy(from, entry, to);
                    kept += entry.getName().startsWith("META-INF/") ? 0 : 1;
                }
            }
        }
        if (kept == 0) {
            Files.delete(thinned);
        }
    }

    private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        to.putNextEntry(copy);
        try (InputStream in = from.getInputStream(entry)) {
            in.transferTo(to);
        }
        to.closeEntry();
    }

    private void layOut(String jar, ZipFile from, ZipEntry entry) throws IOException {
        String path = entry.getName();
        String file = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith("pytorch/cpu/" + system.classifier() + "/")) {
            write(from, entry, input.resolve("torch").resolve(file));
        } else if (path.startsWith("jnilib/" + system.classifier() + "/cpu/")) {
            write(from, entry, input.resolve("torch").resolve(jniPrefix + file));
        } else if (path.startsWith("com/sun/jna/" + system.jna() + "/") && !file.endsWith(".a")) {
            write(from, entry, input.resolve("native").resolve(file));
        } else if (jar.startsWith("javafx-")) {
            write(from, entry, input.resolve(file));
        }
    }

    private void keepLicence(String jar, ZipFile from, ZipEntry entry) throws IOException {
        if (LICENCE.matcher(entry.getName()).matches() && !entry.isDirectory()) {
            String kind = entry.getName().toLowerCase(Locale.ROOT).contains("notice") ? "notice" : "licence";
            Path text = input.resolve("licences").resolve(jar.replace(".jar", " " + kind));
            if (!Files.exists(text)) {
                write(from, entry, text);
            }
        }
    }

    private static void write(ZipFile from, ZipEntry entry, Path file) throws IOException {
        try (InputStream in = from.getInputStream(entry);
                OutputStream out = Files.newOutputStream(file)) {
            in.transferTo(out);
        }
    }

    /** Takes the symbols out that only linkers and debuggers read: a fifth of the engine. */
    private void strip() throws IOException, InterruptedException {
        if (system.kind() != Target.Kind.LINUX) {
            return;
        }
        for (Path library : Tree.files(input)) {
            if (NATIVE.matcher(library.getFileName().toString()).matches()) {
                Command.of("strip", "--strip-unneeded", library).run();
            }
        }
    }
}
