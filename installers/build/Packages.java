import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The native packages of one system. */
final class Packages {
    private static final String PACKAGE = "diffusam-studio";
    private static final String DESCRIPTION =
            "Segments a whole CT or MR volume from a handful of labelled slices. For research use.";

    /** What Windows knows the program by, so that a newer version takes the place of an older one. */
    private static final String UPGRADE_ID = "4b0f2a0e-6c53-4a5e-9a59-7d1c8a6c2f11";

    private final Target system;
    private final Work work;
    private final String version;

    Packages(Target system, Work work, String version) {
        this.system = system;
        this.work = work;
        this.version = version;
    }

    /** macOS knows no version zero. */
    static String numberFor(Target system, String version) {
        return system.kind() == Target.Kind.MACOS && version.startsWith("0.") ? "1" + version.substring(1) : version;
    }

    static List<Object> associations(Target system) {
        String folder = "installers/" + system.kind().name().toLowerCase(java.util.Locale.ROOT);
        return List.of(
                "--file-associations", Path.of(folder, "project.properties"),
                "--file-associations", Path.of(folder, "nifti.properties"),
                "--file-associations", Path.of(folder, "dicom.properties"));
    }

    void make(Path program) throws IOException, InterruptedException {
        for (String type : system.packageTypes()) {
            System.out.println("[installer] ." + type);
            List<Object> words = new ArrayList<>(List.of("--type", type, "--app-image", program));
            words.addAll(List.of("--name", system.programName(), "--app-version", numberFor(system, version)));
            words.addAll(List.of("--description", DESCRIPTION, "--vendor", Target.TITLE));
            words.addAll(List.of("--license-file", Path.of("LICENSE").toAbsolutePath(), "--dest", work.packages()));
            words.addAll(ofSystem());
            Command.ofJdk("jpackage", words.toArray())
                    .in("DPKG_DEB_COMPRESSOR_TYPE", "zstd")
                    .in("DPKG_DEB_COMPRESSOR_LEVEL", 12)
                    .in("SOURCE_DATE_EPOCH", ProgramImage.DATE.toInstant().getEpochSecond())
                    .run();
        }
    }

    private List<Object> ofSystem() throws IOException {
        List<Object> words = new ArrayList<>();
        switch (system.kind()) {
            case LINUX -> {
                words.addAll(List.of("--resource-dir", "installers/linux", "--linux-package-name", PACKAGE));
                words.addAll(List.of("--linux-rpm-license-type", "Apache-2.0"));
            }
            case WINDOWS -> {
                words.addAll(List.of("--win-per-user-install", "--win-dir-chooser", "--win-menu", "--win-shortcut"));
                words.addAll(List.of("--win-menu-group", Target.TITLE, "--win-upgrade-uuid", UPGRADE_ID));
                words.addAll(associations(system));
                Folders.forWindows(work.resources());
                words.addAll(List.of("--resource-dir", work.resources()));
            }
            case MACOS -> words.addAll(List.of("--mac-package-identifier", "diffusam.studio"));
        }
        return words;
    }

    /** Lays beside each package what it contains, and beside all of them their checksums. */
    void describe(Contents contents) throws IOException {
        List<Path> made = Tree.files(work.packages());
        for (Path one : made) {
            contents.write(one.resolveSibling(one.getFileName() + ".cdx.json"));
        }
        List<String> sums = new ArrayList<>();
        for (Path file : Tree.files(work.packages())) {
            sums.add(sha256(file) + "  " + file.getFileName());
        }
        Files.write(work.packages().resolve("SHA256SUMS"), sums);
        for (Path one : made) {
            System.out.printf("[installer] %s %.1f MB%n", one.getFileName(), Files.size(one) / 1e6);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
