import java.util.List;
import java.util.Locale;

/**
 * A system that packages are made on and for.
 *
 * @param classifier what DJL calls it
 * @param jna what JNA calls it
 * @param packageTypes what jpackage makes there
 * @param icon the ending of its icon files
 * @param programName name of the window's launcher and of the program's folder
 */
record Target(
        Kind kind, String classifier, String jna, List<String> packageTypes, String icon, String programName) {
    enum Kind {
        LINUX,
        WINDOWS,
        MACOS
    }

    static final String CONSOLE_NAME = "diffusam";
    static final String TITLE = "DiffuSAM Studio";

    static Target current() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        if (system.startsWith("windows")) {
            return new Target(Kind.WINDOWS, "win-x86_64", "win32-x86-64", List.of("msi"), "ico", TITLE);
        }
        if (system.startsWith("mac")) {
            return new Target(Kind.MACOS, "osx-aarch64", "darwin-aarch64", List.of("dmg", "pkg"), "icns", TITLE);
        }
        String machine = arm ? "aarch64" : "x86-64";
        return new Target(
                Kind.LINUX,
                "linux-" + machine.replace('-', '_'),
                "linux-" + machine,
                List.of("deb", "rpm"),
                "png",
                "diffusam-studio");
    }
}
