import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The signature of a macOS program. It is made after the caches, which would break an earlier one; every library is signed by
 * itself, as notarisation asks. Without {@code DIFFUSAM_SIGNER} in the environment it is one of no one, which runs on the
 * machine that builds and, after the user's consent, on others.
 */
final class Signature {
    private static final Pattern CODE = Pattern.compile(".*\\.(dylib|jnilib)|jspawnhelper");

    private Signature() {}

    static void sign(Path program) throws IOException, InterruptedException {
        String signer = System.getenv("DIFFUSAM_SIGNER");
        Command codesign = signer == null
                ? Command.of("codesign", "--force", "--sign", "-")
                : Command.of("codesign", "--force", "--sign", signer, "--timestamp", "--options", "runtime")
                        .with("--entitlements", Path.of("installers/macos/entitlements.plist"));
        List<Path> libraries = Tree.files(program).stream()
                .filter(file -> CODE.matcher(file.getFileName().toString()).matches())
                .toList();
        if (!libraries.isEmpty()) {
            codesign.with(libraries.toArray()).run();
        }
        codesign.with(program.resolve("Contents/MacOS/" + Target.CONSOLE_NAME)).run();
        codesign.with(program.resolve("Contents/runtime")).run();
        codesign.with(program).run();
    }
}
