package diffusam.app;

import diffusam.volume.Volume;
import java.nio.file.Path;

/**
 * An image as opened.
 *
 * @param name for the title and for proposing file names
 * @param source the file or folder it was read from
 * @param hounsfield true if the values are Hounsfield units
 */
record Study(String name, Path source, Volume image, boolean hounsfield) {
    /** A study whose unit is guessed: images with air at far below zero are CT. */
    static Study of(String name, Path source, Volume image) {
        return new Study(name, source, image, ValueRange.of(image).reachesAir());
    }
}
