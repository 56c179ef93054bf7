package diffusam.app;

import diffusam.io.dicom.Remedy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a scan is.
 *
 * @param path of its file, or of the folder of its series
 * @param series number of the series in the folder, from 1; 0 for the one that is most likely meant
 * @param remedy how a series that is no plain stack of slices is read, null for as it is stored
 */
record ScanPlace(Path path, int series, @Nullable Remedy remedy) {
    ScanPlace {
        if (series < 0) {
            throw new IllegalArgumentException("series " + series);
        }
    }

    /** A series as it is stored. */
    ScanPlace(Path path, int series) {
        this(path, series, null);
    }

    /** The file, or the folder's largest series. */
    static ScanPlace of(Path path) {
        return new ScanPlace(path, 0);
    }

    /** The same series, read in another way. */
    ScanPlace with(Remedy way) {
        return new ScanPlace(path, series, way);
    }

    /** The same for the same scan however its path was written. */
    String key() {
        String name = path.toAbsolutePath().normalize().toString();
        return name + (series == 0 ? "" : "#" + series) + (remedy == null ? "" : "#" + remedy);
    }

    /** The last part of the path. */
    String name() {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
