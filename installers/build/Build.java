import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the packages of the system it runs on: {@code java installers/build/Build.java VERSION TARGET CLASSPATH}, as the
 * Maven profile {@code installer} does from the project's folder.
 *
 * <pre>
 * TARGET/installer/
 *   input/      jars without native code, JavaFX's libraries beside them, torch/, native/, sample-data/, licences/
 *   runtime/    the trimmed Java
 *   icons/      the program's icon in the formats of all systems
 *   image/      the program as it is installed
 *   packages/   the native packages, their list of contents, and checksums
 * </pre>
 */
final class Build {
    private Build() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String version = arguments[0];
        Path target = Path.of(arguments[1]);
        List<Path> classPath = Arrays.stream(arguments[2].split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .toList();
        Work work = Work.in(target.resolve("installer"));
        work.clear();
        Path mainJar = target.resolve("diffusam-studio-" + version + ".jar");
        Contents contents = Contents.read(target.resolve("bom.json"));
        Target system = Target.current();

        say("icons");
        Icons.write(work.icons());
        say("libraries");
        new Libraries(system, work.input()).gather(mainJar, classPath);
        Tree.copy(Path.of("sample-data"), work.input().resolve("sample-data"));
        Files.copy(Path.of("LICENSE"), work.input().resolve("licences/DiffuSAM Studio"));
        contents.write(work.input().resolve("bom.cdx.json"));
        if (system.kind() == Target.Kind.LINUX) {
            forDesktops(work);
        }
        say("Java");
        JavaImage.make(work.runtime());
        say("program");
        ProgramImage program = ProgramImage.make(system, work, version, mainJar.getFileName());
        say("start caches");
        new StartCache(program, work).train();
        program.settle();
        if (system.kind() == Target.Kind.MACOS) {
            Folders.forMacos(program.folder());
            Signature.sign(program.folder());
        }
        say("packages");
        Packages packages = new Packages(system, work, version);
        packages.make(program.folder());
        packages.describe(contents);
    }

    /** What Linux packages lay where desktops look for it. */
    private static void forDesktops(Work work) throws IOException {
        Path desktop = work.input().resolve("desktop");
        Files.createDirectories(desktop);
        for (int side : List.of(16, 32, 48, 64, 128, 256, 512)) {
            String icon = "diffusam-" + side + ".png";
            Files.copy(work.icons().resolve(icon), desktop.resolve(icon));
        }
        for (String file : List.of("diffusam-studio.desktop", "diffusam-studio-mime.xml", "refresh")) {
            Files.copy(Path.of("installers/linux", file), desktop.resolve(file));
        }
    }

    private static void say(String step) {
        System.out.println("[installer] " + step);
    }
}
