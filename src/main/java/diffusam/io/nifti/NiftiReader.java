package diffusam.io.nifti;

import diffusam.io.raw.ByteSource;
import diffusam.io.raw.Decoded;
import diffusam.io.raw.ImageFileException;
import diffusam.io.raw.RawVoxels;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads NIfTI-1 and NIfTI-2: {@code .nii} and pairs of {@code .hdr} and {@code .img}, each packed with gzip or not, in
 * either byte order. Files are told apart by content; only the twin of a pair is found by name. Of a file with several
 * volumes the first is read, and a warning says so. Header extensions are passed over.
 */
public final class NiftiReader {
    private NiftiReader() {}

    /** True if {@code file}, or the header beside it, begins as NIfTI or its ancestor ANALYZE does. */
    public static boolean recognises(Path file) throws IOException {
        byte[] first = ByteSource.of(headerOf(file)).first(HeaderBytes.LONGEST);
        return HeaderBytes.recognise(first).isPresent() || HeaderBytes.isAnalyze(first);
    }

    /**
     * Reads a file, or both files of a pair given either.
     *
     * @throws ImageFileException if it is not NIfTI, holds something else than a volume of real numbers, or is damaged
     */
    public static Decoded read(Path file) throws IOException {
        Path headerFile = headerOf(file);
        ByteSource source = ByteSource.of(headerFile);
        HeaderBytes bytes = header(source);
        NiftiHeader header = NiftiHeader.of(bytes, headerFile);
        ByteSource voxels = bytes.isSingle() ? source : ByteSource.of(imageOf(headerFile));
        Volume volume = new RawVoxels(
                        voxels.skipping(header.offset()),
                        header.grid(),
                        header.type(),
                        1,
                        bytes.order(),
                        header.slope(),
                        header.intercept())
                .read();
        String version = bytes.version() == HeaderBytes.Version.ONE ? "NIfTI-1, " : "NIfTI-2, ";
        return new Decoded(volume, version + header.type(), header.volumes(), header.warnings());
    }

    private static HeaderBytes header(ByteSource source) throws IOException {
        byte[] first = source.first(HeaderBytes.LONGEST);
        return HeaderBytes.recognise(first)
                .orElseThrow(() -> HeaderBytes.isAnalyze(first)
                        ? new ImageFileException(
                                source.file(),
                                "is an ANALYZE 7.5 header, which does not tell left from right; convert it to NIfTI")
                        : new ImageFileException(source.file(), "is not a NIfTI file"));
    }

    private static Path headerOf(Path file) {
        return twin(file, ".img", List.of(".hdr", ".hdr.gz", ".HDR"));
    }

    private static Path imageOf(Path header) throws ImageFileException {
        Path image = twin(header, ".hdr", List.of(".img", ".img.gz", ".IMG"));
        if (image.equals(header)) {
            throw new ImageFileException(header, "is a header only: there is no .img file beside it");
        }
        return image;
    }

    /** The file beside {@code file} whose name ends differently; {@code file} itself if there is none. */
    private static Path twin(Path file, String ending, List<String> twinEndings) {
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        for (String own : List.of(ending, ending + ".gz")) {
            if (lower.endsWith(own)) {
                String stem = name.substring(0, name.length() - own.length());
                return twinEndings.stream()
                        .map(other -> file.resolveSibling(stem + other))
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .orElse(file);
            }
        }
        return file;
    }
}
