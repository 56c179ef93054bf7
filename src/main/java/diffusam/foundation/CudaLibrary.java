package diffusam.foundation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The CUDA build of the network library in the user's folder, fetched from PyTorch's published address when the user asks for
 * it. For an io thread.
 *
 * @param folder where it is kept
 * @param version of PyTorch that the program needs: "2.7.1"
 * @param address of the archive
 */
public record CudaLibrary(Path folder, String version, URI address) {
    /** What the authors call the build. */
    public static final String FLAVOUR = "cu128";

    private static final String FOLDER_PROPERTY = "diffusam.cuda.folder";
    private static final String ROOT = "libtorch/";
    private static final String LIBRARIES = ROOT + "lib/";
    private static final String VERSION_NOTE = ROOT + "build-version";

    /** Far above what any build unpacks to. */
    private static final long MOST_BYTES = 20_000_000_000L;

    /** How much larger than the archive its content is, at most. */
    private static final int EXPANSION = 3;

    /** The library of this computer's user, in {@code .diffusam/cuda} of the home unless the system property names a folder. */
    public static CudaLibrary ofUser(String version) {
        String named = System.getProperty(FOLDER_PROPERTY);
        Path folder = named == null ? Path.of(System.getProperty("user.home"), ".diffusam", "cuda") : Path.of(named);
        return new CudaLibrary(folder, version, published(System.getProperty("os.name"), version));
    }

    static URI published(String system, String version) {
        boolean windows = system.toLowerCase(Locale.ROOT).contains("win");
        return URI.create("https://download.pytorch.org/libtorch/" + FLAVOUR + "/libtorch-"
                + (windows ? "win" : "cxx11-abi") + "-shared-with-deps-" + version + "%2B" + FLAVOUR + ".zip");
    }

    /** The libraries, if they have been fetched. */
    public Optional<Path> libraries() {
        return Optional.of(home().resolve("lib")).filter(Files::isDirectory);
    }

    private Path home() {
        return folder.resolve("libtorch-" + version + "-" + FLAVOUR);
    }

    /**
     * Size of the archive, as the server says.
     *
     * @throws IOException if there is no connection, or the server refuses
     */
    public OptionalLong archiveBytes() throws IOException {
        return download().bytes();
    }

    private Download download() {
        return new Download(
                "the CUDA build of PyTorch " + version,
                address,
                archive(),
                ", unpack it, and name its lib folder in the variable DIFFUSAM_CUDA");
    }

    private Path archive() {
        return folder.resolve("libtorch-" + version + "-" + FLAVOUR + ".zip.part");
    }

    /**
     * Downloads, verifies and unpacks.
     *
     * @param sha256 what the user knows the archive must have; without it what was noted of an earlier one, and of the first
     *     download what it has
     * @return the folder of the libraries
     * @throws IllegalArgumentException if {@code sha256} is not 64 hexadecimal digits
     * @throws IOException if it cannot be had, is not what it should be, or the disk is full
     */
    public Path fetch(Optional<String> sha256, DownloadWatcher watcher) throws IOException {
        Optional<Checksum> expected = sha256.map(Checksum::new);
        Files.createDirectories(folder);
        requireRoom();
        Download download = download();
        download.run(watcher);
        Checksum got = download.verified(expected.isPresent() ? expected : Checksum.pinned(home()));
        Path unpacked = folder.resolve("unpacking");
        delete(unpacked);
        try {
            unpack(unpacked);
        } catch (ZipException e) {
            delete(unpacked);
            Files.delete(archive());
            throw new IOException(address + " is no sound archive (" + e.getMessage() + "); it was not installed", e);
        }
        delete(home());
        Files.move(unpacked, home(), StandardCopyOption.ATOMIC_MOVE);
        got.pin(home());
        Files.delete(archive());
        return home().resolve("lib");
    }

    private void requireRoom() throws IOException {
        long archive = archiveBytes().orElse(0);
        long have = Files.exists(archive()) ? Files.size(archive()) : 0;
        long need = (1 + EXPANSION) * archive - have;
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < need) {
            throw new IOException(folder + " has " + free / 1_000_000 + " MB free, and " + need / 1_000_000
                    + " MB are needed; make room on that disk");
        }
    }

    /** Only libraries and the note of the version; headers and the like are left in the archive. */
    private void unpack(Path target) throws IOException {
        Files.createDirectories(target.resolve("lib"));
        long written = 0;
        try (ZipFile zip = new ZipFile(archive().toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Optional<Path> place = place(target, entry);
                if (place.isPresent()) {
                    written += Math.max(0, entry.getSize());
                    if (written > MOST_BYTES) {
                        throw new ZipException("it claims more than " + MOST_BYTES + " bytes");
                    }
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, place.get());
                    }
                }
            }
        }
        try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            if (libraries.findAny().isEmpty()) {
                throw new ZipException("it holds no " + LIBRARIES);
            }
        }
    }

    private static Optional<Path> place(Path target, ZipEntry entry) {
        String name = entry.getName();
        if (entry.isDirectory() || name.contains("\\") || name.contains("..")) {
            return Optional.empty();
        }
        if (name.equals(VERSION_NOTE)) {
            return Optional.of(target.resolve("build-version"));
        }
        String inLibraries = name.startsWith(LIBRARIES) ? name.substring(LIBRARIES.length()) : "";
        return inLibraries.isEmpty() || inLibraries.contains("/")
                ? Optional.empty()
                : Optional.of(target.resolve("lib").resolve(inLibraries));
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException fault) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }
}
