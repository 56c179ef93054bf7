import java.io.IOException;
import java.nio.file.Path;

/** The Java that comes with the program: what it uses of it, and no more. */
final class JavaImage {
    /** As jdeps finds, and what is only looked up by name: zip files, character sets, German texts, certificates' curves. */
    private static final String MODULES = "java.base,java.desktop,java.logging,java.management,java.net.http,"
            + "java.scripting,java.sql,java.xml,jdk.charsets,jdk.jfr,jdk.localedata,jdk.unsupported,jdk.zipfs";

    private JavaImage() {}

    /** Left uncompressed: packages compress it better as a whole, and it starts faster. */
    static void make(Path folder) throws IOException, InterruptedException {
        Command.ofJdk("jlink", "--add-modules", MODULES, "--include-locales", "en,de")
                .with("--strip-java-debug-attributes", "--no-header-files", "--no-man-pages")
                .with("--output", folder)
                .run();
    }
}
