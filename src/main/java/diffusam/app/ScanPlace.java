package diffusam.app;

import java.nio.file.Path;

/**
 * Where a scan is.
 *
 * @param path of its file, or of the folder of its series
 * @param series number of the series in the folder, from 1; 0 for the one that is most likely meant
 */
record ScanPlace(Path path, int series) {
    ScanPlace {
        if (series < 0) {
            throw new IllegalArgumentException("series " + series);
        }
    }

    /** The file, or the folder's largest series. */
    static ScanPlace of(Path path) {
        return new ScanPlace(path, 0);
    }

    /** The same for the same scan however its path was written. */
    String key() {
        String name = path.toAbsolutePath().normalize().toString();
        return series == 0 ? name : name + "#" + series;
    }

    /** The last part of the path. */
    String name() {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
